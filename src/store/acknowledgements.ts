/**
 * How far members, and their callers by agency, have acknowledged their messages.
 * It must never count a message as received on the word of a caller that is not shown it.
 */
import { isShownTo, type Message } from '../record/message.js';

export class Acknowledgements {
  /** By member. */
  readonly #members = new Map<string, number>();
  /** The same of its callers of one agency, `null` of none. */
  readonly #callers = new Map<
    string,
    { readonly agency: string | null; readonly upTo: number }[]
  >();

  /** `rows`: numbers by `<member>` and by `<member>/<agency>`. */
  constructor(rows: ReadonlyMap<string, number>) {
    for (const [name, upTo] of rows) {
      const end = name.indexOf('/');
      if (end < 0) {
        this.#members.set(name, upTo);
        continue;
      }
      const member = name.slice(0, end);
      const callers = this.#callers.get(member) ?? [];
      callers.push({ agency: name.slice(end + 1) || null, upTo });
      this.#callers.set(member, callers);
    }
  }

  /** Whether somebody of a member who is shown a message has acknowledged it. */
  covers(member: string, number: number, message: Message): boolean {
    if (message.callers === undefined) return (this.#members.get(member) ?? 0) >= number;
    const callers = this.#callers.get(member) ?? [];
    return callers.some(({ agency, upTo }) => upTo >= number && isShownTo(message, agency));
  }
}
