// The thirty published paths, step by step. Published dates are written as dates, all others are days after the opening.
import { civilDate } from '../../domain/calendar/civil-date.ts';
import { ARBITRABLE, type Plan, PlanWriter } from './plan.ts';
import { PUBLISHED } from './published.ts';

const write = (id: string, openedOn: string): PlanWriter => {
  const published = PUBLISHED.find((one) => one.id === id);
  if (!published) throw new RangeError(`no published case ${id}`);
  return new PlanWriter(published, openedOn);
};

const awardBefore = (servedOn: string) => ({ result: 'award' as const, servedOn: civilDate(servedOn) });

function award(id: string, openedOn: string, begin: (w: PlanWriter) => PlanWriter, day: number): Plan {
  const w = begin(write(id, openedOn)).arbitration(day);
  return w
    .award(day, true, w.terms('upheld'))
    .paid(day + 80)
    .end(day + 82);
}

function tc001(): Plan {
  const w = write('TC-001', '2020-02-27').negotiationRefused(0, 1).arbitration(5);
  w.award(5, false, w.terms('upheld')).suit(50, 'employer').judgment(110, 112, w.terms('upheld'));
  return w.paid(145).end(146);
}

function tc004(): Plan {
  const w = write('TC-004', '2018-12-20').negotiationFailed(0, 3, 15).arbitration(20);
  w.award(20, false, w.termsOn([1], 'partly-upheld', null)).suit(64, 'worker');
  w.judgment(130, 132, w.terms('partly-upheld')).appeal(140, 'employer', 200, w.terms('partly-upheld'));
  return w.paid(205).end(206);
}

function tc005(): Plan {
  const w = write('TC-005', '2019-12-02').arbitration(0);
  w.award(0, false, w.termsOn([1], 'partly-upheld', null)).suit(44, 'worker');
  w.judgment(100, 102, w.termsOn([1], 'dismissed', 0)).appeal(110, 'worker', 170, w.terms('partly-upheld'));
  return w.paid(176).end(177);
}

function tc006(): Plan {
  const w = write('TC-006', '2019-12-05').arbitration(0);
  w.award(0, false, w.termsOn([1], 'partly-upheld', null))
    .suit(44, 'worker')
    .judgment(100, 102, w.terms('partly-upheld'));
  return w.paid(140).end(141);
}

function tc007(): Plan {
  const w = write('TC-007', '2020-01-04').negotiationRefused(0, 2).arbitration(8);
  return w.award(8, false, w.terms('dismissed')).end(75);
}

function tc008(): Plan {
  const w = write('TC-008', '2020-01-12').negotiationRefused(0, 3).arbitration(9);
  w.add(20, 'worker', 'withdrawClaim', { claim: 2 });
  w.award(9, false, w.termsOn([1], 'upheld', null)).suit(53, 'employer');
  w.judgment(110, 112, w.termsOn([1], 'upheld', null)).appeal(120, 'employer', 170, w.termsOn([1], 'upheld', null));
  return w.end(175);
}

function tc009(): Plan {
  const w = write('TC-009', '2021-09-10').arbitration(0);
  w.award(0, false, w.termsOn([1], 'partly-upheld', null))
    .suit(44, 'worker')
    .judgment(100, 102, w.terms('upheld'));
  return w.paid(140).end(141);
}

function tc010(): Plan {
  const w = write('TC-010', '2024-06-03').suit(2, 'worker');
  w.judgment(60, 62, w.terms('dismissed'));
  return w.end(95, { facts: { priorArbitration: awardBefore('2024-05-28') } });
}

function tc011(): Plan {
  const w = write('TC-011', '2019-05-16').mediation('2019-05-16', 'community');
  w.add(20, 'worker', 'requestNegotiation', {}).add(22, 'employer', 'consent', {});
  return w.settle('2019-06-14', w.terms('agreed', { paid: true }), 'liaison').end(31);
}

function tc012(): Plan {
  const w = write('TC-012', '2015-01-09')
    .negotiationRunsOut(1, 3, '2015-02-10')
    .mediation('2015-02-11', 'community', '2015-02-12');
  w.add('2015-02-20', 'body', 'agreeLonger', { until: civilDate('2015-03-31') });
  return w
    .settle('2015-03-03', w.terms('agreed', { dueOn: '2015-04-01' }))
    .paid('2015-04-01')
    .end('2015-04-02');
}

function tc013(): Plan {
  const w = write('TC-013', '2019-02-01').negotiationRunsOut(0, 3, '2019-07-10').mediation('2019-07-16', 'park');
  return w.settle('2019-07-16', w.terms('agreed', { paid: true })).end('2019-07-17');
}

function tc014(): Plan {
  const w = write('TC-014', '2024-06-03').add(0, 'worker', 'applyForArbitration', {}).add(2, 'employer', 'consent', {});
  w.add(3, 'body', 'adviseMediation', {}).mediation(9, 'park');
  w.settle('2024-06-13', w.terms('agreed', { paid: true })).add('2024-06-13', 'worker', 'withdraw', {});
  return w.end('2024-06-14');
}

function tc015(): Plan {
  const w = write('TC-015', '2025-03-10').mediation(0, 'park', 2);
  return w
    .settle(10, w.terms('agreed', { dueOn: 31 }))
    .paid(31)
    .end(32);
}

function tc016(): Plan {
  const w = write('TC-016', '2010-08-10').apply(0, 'park').suit(30, 'worker');
  w.settle(120, w.terms('paid-out', { dueOn: '2011-01-20' }), 'liaison');
  return w.paid('2011-01-20').end('2011-01-21', { facts: { wageIou: true } });
}

function tc017(): Plan {
  const w = write('TC-017', '2021-05-24').mediation(0, 'park', 2);
  w.settle(8, w.termsOn([1], 'agreed', null, { paid: true })).arbitration(15);
  w.award(15, false, w.termsOn([2], 'partly-upheld', null));
  return w.end(85, { alsoEnds: 'award' });
}

function tc018(): Plan {
  const w = write('TC-018', '2025-12-01').add(0, 'worker', 'applyForArbitration', {});
  w.add(3, 'body', 'declineCase', { reason: 'evidence-incomplete' }).negotiationRefused(9, 13);
  w.add('2026-01-04', 'worker', 'fileSuit', {}).add('2026-01-08', 'liaison', 'registerSuit', {});
  return w.settle('2026-02-03', w.terms('agreed', { paid: true }), 'liaison').end('2026-02-04');
}

/** The committee does not get the employer's consent in time; the community's consent request opens by itself. */
function tc019(): Plan {
  const w = write('TC-019', '2025-05-20').apply(0, 'enterprise').accepted(8, 9);
  w.settle('2025-06-12', w.terms('agreed', { dueOn: '2025-07-31' })).paid('2025-07-31');
  return w.end('2025-08-01', { stepwise: true, levels: ['enterprise', 'community', 'town'] });
}

function petitionCleared(
  id: string,
  openedOn: string,
  begin: (w: PlanWriter) => PlanWriter,
  days: readonly [number, number, number],
): Plan {
  const [registered, sorted, cleared] = days;
  const w = begin(write(id, openedOn));
  return w.petition(registered, sorted, cleared, w.terms('paid-out', { paid: true })).visited(cleared);
}

function tc021(): Plan {
  const w = write('TC-021', '2026-01-12').mediation(0, 'town');
  return w.settle(0, w.terms('paid-out', { paid: true })).end(1);
}

/** Seven months from the petition to the payment: its plan runs as long. */
function tc022(): Plan {
  const w = write('TC-022', '2024-04-20');
  return w.petition(0, 10, '2024-11-18', w.terms('paid-out', { paid: true })).visited('2024-11-18');
}

function tc023(): Plan {
  const w = write('TC-023', '2023-12-01').negotiationFailed(0, 3, 17).mediation(19, 'town');
  w.add(28, 'body', 'agreeLonger', { until: civilDate('2024-02-29') });
  return w.settle('2024-02-20', w.terms('agreed', { paid: true })).end('2024-02-21');
}

function tc024(): Plan {
  const w = write('TC-024', '2023-03-01').suit(0, 'worker').judgment(70, 72, w24dismissed());
  w.mediation('2023-11-20', 'town', '2023-11-22');
  w.settle('2023-12-07', w.termsOn([2, 3, 4], 'agreed', null, { paid: true }));
  return w.end('2023-12-08', { facts: { priorArbitration: awardBefore('2023-02-20') }, alsoEnds: 'judgment' });
}
const w24dismissed = () => ({ claims: [{ claim: 1, result: 'dismissed' as const, amountFen: 0 }] });

/** The statement of the arbitration commission is not performed in time; the court enforces it. */
function tc025(): Plan {
  const w = write('TC-025', '2023-10-30')
    .apply(0, 'town')
    .add(7, 'worker', 'applyForArbitration', {})
    .add(9, 'body', 'acceptCase', {});
  w.settle(21, w.terms('paid-out', { dueOn: 41 })).add(46, 'worker', 'applyForEnforcement', {});
  return w.add('2024-01-30', 'liaison', 'confirmPayment', { proceeding: 4 }).end('2024-01-31');
}

function tc026(): Plan {
  const w = write('TC-026', '2023-03-06').mediation(0, 'town', 2).settle(10, w26terms());
  w.add(10, 'worker', 'applyForArbitrationReview', {}).add(12, 'body', 'acceptCase', {}).add(14, 'body', 'grant', {});
  return w.paid(30).end(31);
}
const w26terms = () => write('TC-026', '2023-03-06').terms('agreed', { dueOn: 30 });

function tc029(): Plan {
  const w = write('TC-029', '2023-05-08').add(0, 'worker', 'registerPetition', { matter: 'wages' });
  w.add(5, 'body', 'sortPetition', { facts: ARBITRABLE });
  w.add(5, 'body', 'routeOut', { route: 'arbitration', reason: 'arbitration' });
  w.add(8, 'worker', 'applyForArbitration', {});
  w.add(11, 'body', 'acceptCase', {});
  return w.settle(25, w.terms('agreed', { paid: true })).end(26);
}

/** The owner has vanished: the hearing was notified, nobody came, the award is made by default. */
function tc030(): Plan {
  const w = write('TC-030', '2009-10-20').arbitration(0).add(29, 'body', 'respondentAbsent', {});
  w.add(34, 'body', 'award', { final: false, terms: w.terms('upheld') }).served(36, 'body', 'serveAward');
  return w.end(70);
}

export const PLANS: readonly Plan[] = [
  tc001(),
  award('TC-002', '2020-09-10', (w) => w, 0),
  award('TC-003', '2021-02-20', (w) => w.negotiationRefused(0, 3), 12),
  tc004(),
  tc005(),
  tc006(),
  tc007(),
  tc008(),
  tc009(),
  tc010(),
  tc011(),
  tc012(),
  tc013(),
  tc014(),
  tc015(),
  tc016(),
  tc017(),
  tc018(),
  tc019(),
  petitionCleared('TC-020', '2024-03-04', (w) => w.negotiationUnanswered(0), [15, 25, 60]),
  tc021(),
  tc022(),
  tc023(),
  tc024(),
  tc025(),
  tc026(),
  petitionCleared('TC-027', '2023-02-06', (w) => w.negotiationUnanswered(0), [15, 25, 70]),
  petitionCleared('TC-028', '2019-12-09', (w) => w, [0, 10, 50]),
  tc029(),
  tc030(),
];
