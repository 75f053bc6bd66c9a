// What the document says of a request is what the door checks.
import { describe, expect, it } from 'vitest';
import { routesOf } from './app.ts';
import { documentOf } from './openapi.ts';

interface Named {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}
interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, Named>> };
}

const { schemas } = (documentOf(routesOf({ drill: true })) as Document).components;

describe('the document', () => {
  it('asks for no field that may be left out', () => {
    expect(schemas.Intake?.required).toEqual(['parties', 'claims', 'facts', 'stepwise']);
    expect(schemas.ConductStep?.required).toEqual(['step', 'on', 'words']);
  });

  it('lets a named answer be null where it may be', () => {
    const body = { anyOf: [{ $ref: '#/components/schemas/OrganisationName' }, { type: 'null' }] };
    expect(schemas.Proceeding?.properties.body).toEqual(body);
    expect(JSON.stringify(schemas)).not.toContain('"allOf"');
  });
});
