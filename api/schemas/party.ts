// Who a party is, as it is written down at the door: personal data, which goes into its own tables and nowhere else.
import { z } from 'zod';
import { creditCodeText, idNumberText, phoneText, text, uuid } from './values.ts';

export const partyDetails = z
  .strictObject({
    name: text(100),
    idNumber: idNumberText.exactOptional(),
    phone: phoneText.exactOptional(),
    address: text(300).exactOptional(),
    creditCode: creditCodeText.exactOptional().meta({ description: '统一社会信用代码 of an employer' }),
    org: uuid.exactOptional().meta({ description: 'The registered enterprise, if it is one' }),
    person: uuid.exactOptional().meta({ description: 'The account with which the party follows its case' }),
  })
  .meta({ id: 'PartyDetails' });
