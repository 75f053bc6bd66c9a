// Searching Chinese without any extension: a text is found by its characters and pairs of characters, which an ordinary
// GIN index keeps. Identifiers are folded (NFKC, lower case); letters and digits stay together as words.

const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** What a text is found by: every character and every pair of neighbours of its Chinese, every word of the rest. */
export function tokensOf(text: string): string[] {
  return [...new Set(words(text).flatMap((word) => (HAN.test(word) ? [...word, ...pairs(word)] : [word])))];
}

/** What must all be found: pairs where there are two characters, since a pair says more than its characters. */
export function tokensAskedFor(query: string): string[] {
  return [...new Set(words(query).flatMap((word) => (HAN.test(word) && [...word].length > 1 ? pairs(word) : [word])))];
}

const words = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORD) ?? [];

function pairs(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((second, i) => `${characters[i]}${second}`);
}
