import { expect, it } from 'vitest';
import { bulk } from './bulk.ts';
import { campaigns } from './schema/campaigns.ts';
import { organisations } from './schema/organisations.ts';

it('keeps JSON texts apart, whatever they say', () => {
  const outlooks = ['\x1e', 'a\x1eb', '"\\\x00,{}'].map((text) => ({ outlook: { text } as never }));
  const [parameter = ''] = bulk(campaigns, ['outlook']).columns(outlooks);
  expect(parameter.split('\x1e').map((text) => JSON.parse(text))).toEqual(outlooks.map(({ outlook }) => outlook));
  expect(() => bulk(campaigns, ['outlook']).columns([{ outlook: null }])).toThrow(TypeError);
});

it('quotes what an array would take for its own', () => {
  const names = ['plain', 'null', 'a b', '{"', 'back\\slash'].map((name) => ({ name }));
  expect(bulk(organisations, ['name']).columns(names)).toEqual(['{plain,"null","a b","{\\"","back\\\\slash"}']);
});
