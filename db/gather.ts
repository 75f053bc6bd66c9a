// A desk at which what waits together is carried together. Whoever comes while a lane is free goes at once; what comes
// meanwhile forms the next groups. Two of the same key never travel in one group, nor at the same time.

/** Groups under way at once: one is decided here while the database writes another. */
const LANES = 2;
/** So that nobody waits behind too many. */
const LARGEST = 64;

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly key: string | symbol;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Carries what is asked in groups of at most 64.
 *
 * @param keyOf what nobody else in the group, or under way, may have; null: there is no such thing
 * @param carry answers each member of a group, in that order; when it throws, that is the answer of all of them
 * @param hopeless whether such a failure is the answer of those who wait behind it too, rather than that each of them
 *   waits for it anew
 * @param most groups under way at once
 */
export function gather<Asked, Answer>(
  keyOf: (asked: Asked) => string | null,
  carry: (group: readonly Asked[]) => Promise<readonly PromiseSettledResult<Answer>[]>,
  hopeless: (error: unknown) => boolean = () => false,
  most = LANES,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  const underWay = new Set<string | symbol>();
  let lanes = 0;
  let called = false;

  // In the next turn of the loop: who was answered together and asks on, stands here again together.
  const call = (): void => {
    if (called || lanes === most || waiting.length === 0) return;
    called = true;
    setImmediate(() => {
      called = false;
      while (lanes < most && start()) lanes += 1;
    });
  };

  function start(): boolean {
    const group = nextGroup();
    if (group.length === 0) return false;
    void travel(group).finally(() => {
      lanes -= 1;
      for (const { key } of group) underWay.delete(key);
      call();
    });
    return true;
  }

  /** A fair share of all, so that the lanes are equally long. */
  function nextGroup(): readonly Waiting<Asked, Answer>[] {
    const size = Math.min(LARGEST, Math.ceil((waiting.length + underWay.size) / most));
    const group: Waiting<Asked, Answer>[] = [];
    const left: Waiting<Asked, Answer>[] = [];
    for (const one of waiting) {
      const goes = group.length < size && !underWay.has(one.key);
      if (goes) underWay.add(one.key);
      (goes ? group : left).push(one);
    }
    waiting = left;
    return group;
  }

  async function travel(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await carry(group.map(({ asked }) => asked));
      for (const [i, { resolve, reject }] of group.entries()) {
        const answer = answers[i];
        if (answer?.status === 'fulfilled') resolve(answer.value);
        else reject(answer?.reason ?? new Error('a group left somebody without an answer'));
      }
    } catch (error) {
      const behind = hopeless(error) ? waiting.splice(0) : [];
      for (const { reject } of [...group, ...behind]) reject(error);
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, key: keyOf(asked) ?? Symbol('nobody'), resolve, reject });
      call();
    });
}

/** A desk of each owner's own, set up when the first one comes to it. Arguments as for `gather`. */
export function gatherFor<Owner extends object, Asked, Answer>(
  keyOf: (asked: Asked) => string | null,
  carry: (owner: Owner, group: readonly Asked[]) => Promise<readonly PromiseSettledResult<Answer>[]>,
  hopeless?: (error: unknown) => boolean,
  most?: number,
): (owner: Owner, asked: Asked) => Promise<Answer> {
  const desks = new WeakMap<Owner, (asked: Asked) => Promise<Answer>>();
  return (owner, asked) => {
    const desk = desks.get(owner) ?? gather(keyOf, (group) => carry(owner, group), hopeless, most);
    desks.set(owner, desk);
    return desk(asked);
  };
}
