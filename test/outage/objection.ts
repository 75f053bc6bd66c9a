// What a test of an outage has to object to.

export interface Objection {
  readonly rule:
    | 'not-answered'
    | 'engine-differs'
    | 'wakes-wait'
    | 'lapse'
    | 'verify'
    | 'acts-differ'
    | 'early'
    | 'twice'
    | 'missing'
    | 'not-oldest-first'
    | 'storm';
  readonly detail: string;
}

/** For a person. */
export const inWords = ({ rule, detail }: Objection): string => `${rule}: ${detail}`;
