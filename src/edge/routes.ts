/**
 * All routes of the service, in one list: served, and described in the OpenAPI document.
 * It must never hold a route that removes, suspends or excludes a member.
 */
import { CONSOLE_PAGE } from './pages/console.js';
import { docsPage } from './pages/docs.js';
import { openApiOf } from './openapi.js';
import type { Route } from './route.js';
import { checkRoutes, type CheckServices } from './routes/checks.js';
import type { InboxDesk } from '../flow/inbox.js';
import type { MeasureDesk } from '../flow/measure-desk.js';
import { inboxRoutes } from './routes/inbox.js';
import { measureRoutes } from './routes/measures.js';
import { memberRoutes, type MemberServices } from './routes/members.js';
import { operationRoutes, type OperationServices } from './routes/operations.js';
import { protectionRoutes, type ProtectionServices } from './routes/protections.js';
import { recordRoutes, type RecordServices } from './routes/records.js';
import { reviewRoutes, type ReviewServices } from './routes/reviews.js';
import { referralRoutes, type ReferralServices } from './routes/referrals.js';
import { statisticsRoutes, type StatisticsServices } from './routes/statistics.js';
import { streamRoutes } from './routes/stream.js';
import type { StreamServices } from './stream/session.js';

export interface RouteServices {
  readonly checks: CheckServices;
  readonly stream: StreamServices;
  readonly records: RecordServices;
  readonly members: MemberServices;
  readonly measures: MeasureDesk;
  readonly reviews: ReviewServices;
  readonly protections: ProtectionServices;
  readonly inbox: InboxDesk;
  readonly referrals: ReferralServices;
  readonly statistics: StatisticsServices;
  readonly operations: Omit<OperationServices, 'openapi' | 'docsPage' | 'consolePage'>;
}

export function routesOf(services: RouteServices): Route[] {
  const openapi = openApiOf();
  return [
    ...checkRoutes(services.checks),
    ...streamRoutes(services.stream),
    ...recordRoutes(services.records),
    ...memberRoutes(services.members),
    ...measureRoutes(services.measures),
    ...reviewRoutes(services.reviews),
    ...protectionRoutes(services.protections),
    ...inboxRoutes(services.inbox),
    ...referralRoutes(services.referrals),
    ...statisticsRoutes(services.statistics),
    ...operationRoutes({
      ...services.operations,
      openapi: JSON.stringify(openapi),
      docsPage: docsPage(openapi),
      consolePage: CONSOLE_PAGE,
    }),
  ];
}
