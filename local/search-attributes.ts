// The search attributes of Temporal that Jiefen uses: registered where the engine is embedded, set by the workflows.
import { defineSearchAttributeKey } from '@temporalio/common';

/** Levels (层级) at which a case has open proceedings. */
export const LEVEL = defineSearchAttributeKey('JiefenLevel', 'KEYWORD_LIST');
/** Where the life of the case stands. */
export const STATE = defineSearchAttributeKey('JiefenState', 'KEYWORD');
/** The next instant (时点) the case sleeps until. */
export const NEXT_AT = defineSearchAttributeKey('JiefenNextAt', 'DATETIME');
/** The region whose rules the case follows. */
export const REGION = defineSearchAttributeKey('JiefenRegion', 'KEYWORD');

export const SEARCH_ATTRIBUTES = [LEVEL, STATE, NEXT_AT, REGION] as const;
