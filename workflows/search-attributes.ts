// What Temporal's lists may be searched by: set by the workflows when it changes, registered where the engine starts.
// Codes and instants, never personal data: search attributes are not encrypted.
import { defineSearchAttributeKey } from '@temporalio/common';

/** Levels (层级) the case has been through, in the order of its first proceedings. */
export const LEVEL = defineSearchAttributeKey('JiefenLevel', 'KEYWORD_LIST');
/** Where the leading proceeding stands; `closed` at the end. */
export const STATE = defineSearchAttributeKey('JiefenState', 'KEYWORD');
/** The next instant (时点), for which the workflow's one timer is armed. */
export const NEXT_AT = defineSearchAttributeKey('JiefenNextAt', 'DATETIME');

export const SEARCH_ATTRIBUTES = [LEVEL, STATE, NEXT_AT] as const;
