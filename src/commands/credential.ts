/**
 * `portcullis credential`: issuing, listing and revoking on the operator's own machine.
 * It must never print a token anywhere but on standard output, once.
 */
import { setTimeout as after } from 'node:timers/promises';
import type { Command } from 'commander';
import { CredentialDesk } from '../access/credentials.js';
import { ROLES } from '../access/caller.js';
import type { CallEntry } from '../audit/entry.js';
import { usageEnd, write, type CliContext } from '../cli/context.js';
import { systemClock } from '../clock.js';
import { configFrom } from '../config.js';
import { Fault } from '../errors.js';
import { callEntry } from '../flow/call-trail.js';
import { LIMITS } from '../limits.js';
import { COMMAND, commandTrail } from './command-trail.js';
import { auditStoreOf, withStore } from './store-visit.js';

interface IssueOptions {
  readonly country: string;
  readonly role: string;
  readonly agency?: string;
  readonly name?: string;
  readonly expires?: string;
}

/** Puts what was done on record. */
type Recorded = (call: Pick<CallEntry, 'action' | 'subject' | 'status'>) => Promise<void>;

const EXPIRY = /^(\d{1,5})d$/;

function daysOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const days = EXPIRY.exec(text)?.[1];
  if (days === undefined) throw usageEnd('--expires takes days, like 90d');
  return Number(days);
}

const WORKS_AT_ONCE = `
Works on the store directly, whether the service runs or not. Issuing and revoking are recorded in the audit.

Examples:
  portcullis credential issue --country FRA --role terminal --agency border --name "CDG T2" --expires 90d
  portcullis credential issue --country XPO --role reviewer
`;

/** A running service notices within its poll interval; only then is the command done. */
const noticed = (): Promise<void> => after(LIMITS.tablesPollMs + 50);

export function registerCredential(program: Command, context: CliContext): void {
  const group = program
    .command('credential')
    .description('Issue, list and revoke credentials.')
    .addHelpText('after', WORKS_AT_ONCE);
  const visit = <T>(use: (desk: CredentialDesk, recorded: Recorded) => Promise<T>): Promise<T> =>
    withStore(configFrom(context.env), (store) => {
      const trail = commandTrail(auditStoreOf(store));
      return use(new CredentialDesk(store, systemClock), (call) =>
        trail.append(callEntry(COMMAND, systemClock.now(), call)),
      );
    });
  const print = (value: unknown): Promise<void> =>
    write(context.stdout, `${JSON.stringify(value)}\n`);

  group
    .command('issue')
    .description('Issue a credential; prints one line of JSON with the token, which is shown once.')
    .requiredOption(
      '--country <code>',
      "the member's alpha-3 code, XPO for the General Secretariat",
    )
    .requiredOption('--role <role>', ROLES.join(', '))
    .option('--agency <agency>', 'the agency its caller belongs to')
    .option('--name <name>', 'a name to recognise it by')
    .option('--expires <days>', 'how long it lasts, like 90d')
    .action(async (options: IssueOptions) => {
      const expiresInDays = daysOf(options.expires);
      const request = {
        member: options.country.toUpperCase(),
        role: options.role,
        agency: options.agency,
        name: options.name,
        expiresInDays,
      };
      const issued = await visit(async (desk, recorded) => {
        try {
          const made = await desk.issue(request, null);
          const { credentialId: subject } = made;
          await recorded({ action: 'credential.issue', subject, status: 201 });
          return made;
        } catch (error) {
          if (error instanceof Fault && error.code === 'unprocessable')
            throw usageEnd(error.message);
          throw error;
        } finally {
          await noticed();
        }
      });
      await print(issued);
    });

  group
    .command('list')
    .description('List all credentials, one line of JSON each, without their tokens.')
    .action(async () => {
      const credentials = await visit(async (desk) => desk.list(null));
      for (const credential of credentials) await print(credential);
    });

  group
    .command('revoke')
    .description('Revoke a credential, in every process within a second.')
    .argument('<id>', 'the credentialId; behind -- where it begins with -')
    .action(async (id: string) => {
      const revoked = await visit(async (desk, recorded) => {
        const shown = await desk.revoke(id, null);
        await recorded({ action: 'credential.revoke', subject: id, status: 200 });
        await noticed();
        return shown;
      });
      await print(revoked);
    });
}
