// The little of XML that a workbook's parts are made of: tags and text, one after the other, without a tree. Prefixes
// of namespaces are dropped. What is not well-formed enough to be told apart is an error, never guessed.

export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

export class BadXml extends Error {
  override readonly name = 'BadXml';
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^<"]*"|'[^<']*')*?)(\/?)>|([^<]+)/y;

/** @throws BadXml */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  const token = new RegExp(TOKEN);
  let open = 0;
  while (token.lastIndex < xml.length) {
    const found = token.exec(xml);
    if (!found) throw new BadXml('neither a tag nor text');
    const [, data, slash, name, attributes = '', empty, text] = found;
    if (text !== undefined) yield { kind: 'text', text: decoded(text) };
    else if (data !== undefined) yield { kind: 'text', text: data };
    else if (name !== undefined && slash === '/') {
      open -= 1;
      yield { kind: 'close', name };
    } else if (name !== undefined) {
      if (empty !== '/') open += 1;
      yield { kind: 'open', name, attributes, empty: empty === '/' };
    }
  }
  if (open !== 0) throw new BadXml('tags left open');
}

const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The attributes of a tag by name, without prefixes. */
export function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name, decoded(double ?? single ?? ''));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));?/gi, (_, hex, decimal, name) => {
    if (name !== undefined) {
      const sign = ENTITIES[String(name)];
      if (sign === undefined) throw new BadXml('an unknown entity');
      return sign;
    }
    const point = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    if (point > 0x10ffff) throw new BadXml('no such character');
    return String.fromCodePoint(point);
  });
}
