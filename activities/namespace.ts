// What a namespace of Temporal must know before disputes can be followed in it: without its search attributes every
// workflow task would fail for ever. The embedded server, and one that gives us the right, are put in order here.
import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;
const TYPES = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  DATETIME: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  KEYWORD_LIST: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
} as const;

/** Any connection to the server. */
type Operated = Pick<Connection, 'operatorService'>;

/** Names the search attributes that only an administrator may add. */
export class NamespaceIncomplete extends Error {
  override readonly name = 'NamespaceIncomplete';
}

/** The search attributes of which this namespace does not know. */
export async function missingAttributes({ operatorService }: Operated, namespace: string) {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  return SEARCH_ATTRIBUTES.filter(({ name }) => customAttributes?.[name] == null);
}

/** @throws NamespaceIncomplete naming the search attributes that are missing and may not be added from here */
export async function prepareNamespace(server: Operated, namespace: string): Promise<void> {
  const missing = await missingAttributes(server, namespace);
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, TYPES[type]]));
  try {
    await server.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (cause) {
    const names = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
    throw new NamespaceIncomplete(`命名空间 ${namespace} 缺少检索属性，请管理员添加 · add to the namespace: ${names}`, {
      cause,
    });
  }
}
