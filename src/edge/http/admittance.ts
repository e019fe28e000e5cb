/**
 * Who is let in: the client's certificate, where one is asked for, and the token.
 * It must never let one route be entered with less than another would ask of the same caller.
 */
import type { HttpResponse } from 'uWebSockets.js';
import { authorise, type Caller } from '../../access/caller.js';
import { Fault } from '../../errors.js';
import type { EdgeServices, Route } from '../route.js';
import { clientCertificate, isLoopback } from './native.js';

export class Admittance {
  readonly #asksCertificate: boolean;
  readonly #identify: EdgeServices['identify'];

  constructor(asksCertificate: boolean, identify: EdgeServices['identify']) {
    this.#asksCertificate = asksCertificate;
    this.#identify = identify;
  }

  /** Throws `unauthenticated`. */
  requireCertificate(response: HttpResponse): void {
    // The library asks for a certificate but lets in whoever sends none.
    if (!this.#asksCertificate || clientCertificate(response) !== '') return;
    throw new Fault('unauthenticated', 'A client certificate is required.');
  }

  /** The caller of a route; `null` where none is asked for. Throws `unauthenticated`, `forbidden`. */
  callerOf(
    response: HttpResponse,
    authorization: string | null,
    access: Route['access'],
  ): Caller | null {
    if (access === 'open') return null;
    if (access === 'loopback-or-operator') {
      return isLoopback(response) ? null : this.caller(authorization, 'operate');
    }
    return this.caller(authorization, access);
  }

  /** The caller of a route that asks for one, as often as it is asked. */
  callerNow(authorization: string | null, access: Route['access']): Caller {
    if (access === 'open') throw new Fault('unauthenticated', 'Nobody is asked for here.');
    return this.caller(authorization, access === 'loopback-or-operator' ? 'operate' : access);
  }

  /** The same where a caller is asked for in any case; may be asked again later. */
  caller(authorization: string | null, permission: Parameters<typeof authorise>[1]): Caller {
    if (authorization === null) throw new Fault('unauthenticated', 'This call needs a token.');
    const caller = this.#identify(authorization);
    authorise(caller, permission);
    return caller;
  }
}
