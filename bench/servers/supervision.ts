/**
 * Puts members under measures and lifts them again, over HTTP as a supervisor would.
 * It must never say that measures are set or lifted before the service does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH } from '../bounds.js';

export interface SupervisionPlan {
  readonly port: number;
  /** Of a supervisor. */
  readonly token: string;
  readonly members: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export class Supervision {
  readonly #plan: SupervisionPlan;
  #measures: readonly string[] = [];

  constructor(plan: SupervisionPlan) {
    this.#plan = plan;
  }

  /** Resolves once each member's checks pass the gate; does nothing where they do already. */
  async set(): Promise<void> {
    if (this.#measures.length > 0) return;
    const measures: string[] = [];
    for (const member of this.#plan.members) measures.push(await this.#propose(member));
    this.#measures = measures;
    await this.#untilShown(true);
  }

  /** The opposite. */
  async lift(): Promise<void> {
    const measures = this.#measures;
    this.#measures = [];
    for (const measure of measures) {
      const lift = `/v1/measures/${measure}/lift`;
      const { status } = await this.#call('POST', lift, { reason: 'the bench goes on without' });
      if (status !== 200) throw new Error(`lifting a measure was answered ${status}`);
    }
    await this.#untilShown(false);
  }

  async #propose(member: string): Promise<string> {
    const { status, body } = await this.#call('POST', '/v1/measures', {
      member,
      scopes: ['checks'],
      reason: 'the bench measures what supervision costs',
      // In force at once; an endorsement would need a second credential.
      urgent: true,
    });
    const { measureId } = (body ?? {}) as { readonly measureId?: unknown };
    if (status === 201 && typeof measureId === 'string') return measureId;
    throw new Error(`POST /v1/measures was answered ${status}`);
  }

  /** Every process knows a change within a second; the list of members shows whom it concerns. */
  async #untilShown(wanted: boolean): Promise<void> {
    const endsAt = performance.now() + BENCH.measureMs;
    while (!(await this.#shows(wanted))) {
      if (performance.now() > endsAt) {
        throw new Error(`measures are not ${wanted ? 'in force' : 'lifted'} in time`);
      }
      await delay(50);
    }
  }

  async #shows(wanted: boolean): Promise<boolean> {
    const { body } = await this.#call('GET', '/v1/members');
    const { members } = (body ?? {}) as { readonly members?: unknown };
    if (!Array.isArray(members)) return false;
    const rows = members as readonly { readonly code: string; readonly supervised: boolean }[];
    const concerned = rows.filter(({ code }) => this.#plan.members.includes(code));
    return (
      concerned.length === this.#plan.members.length &&
      concerned.every(({ supervised }) => supervised === wanted)
    );
  }

  async #call(method: string, path: string, body?: object): Promise<Answer> {
    const { port, token } = this.#plan;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(BENCH.commandMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    try {
      return { status: response.status, body: JSON.parse(text) as unknown };
    } catch {
      return { status: response.status, body: null };
    }
  }
}
