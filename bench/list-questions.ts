// Every list that the API offers as a person would ask for it: each filter, each order, and pages behind the first.
import type { Many } from './many-cases.ts';

/** Addresses without the cursor; whoever may not ask one gets a 403 or 404. */
export function listQuestions(many: Many, today: string): readonly string[] {
  const { district, community, enterpriseName, mediator } = many;
  const filters = [
    '',
    'status=open',
    'status=closed',
    'level=community',
    'state=none',
    'light=red',
    'light=yellow&status=open',
    `org=${community}`,
    `org=${district}&light=red`,
    'assignee=me',
    `assignee=${mediator}`,
    `dueBefore=${today}`,
    `q=${encodeURIComponent(enterpriseName)}`,
    'q=0000077',
    `q=${encodeURIComponent('没有的名字')}`,
    'q=13800000000',
    'limit=200',
  ];
  const orders = ['-opened', 'opened', 'due', '-updated'];
  return [
    ...orders.flatMap((sort) => filters.map((filter) => `/api/v1/cases?sort=${sort}${filter && `&${filter}`}`)),
    ...['mine', 'unit'].flatMap((scope) => ['', '&limit=200'].map((more) => `/api/v1/tasks?scope=${scope}${more}`)),
    '/api/v1/organisations',
    `/api/v1/organisations?q=${encodeURIComponent('社区')}&kind=community`,
    `/api/v1/organisations/${district}/backlog`,
    '/api/v1/campaigns',
  ];
}
