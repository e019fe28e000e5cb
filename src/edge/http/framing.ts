/**
 * The headers of a request, read once while it lives: what is needed is kept, what is ambiguous refused.
 * It must never let two readings of one request's length or target pass (RFC 9112, sections 6.3 and 11.2).
 */
import type { HttpRequest } from 'uWebSockets.js';
import { Fault } from '../../errors.js';

export interface RequestHeaders {
  authorization: string | null;
  contentType: string;
  accept: string;
  ifMatch: string | null;
  /** Bytes announced; -1 where nothing is. */
  contentLength: number;
  chunked: boolean;
  /** Set where the request must be refused and its connection closed. */
  refusal: Fault | null;
}

const DIGITS = /^\d{1,15}$/;

function refuse(headers: RequestHeaders, detail: string): void {
  headers.refusal ??= new Fault('invalid_request', detail);
}

function take(headers: RequestHeaders, seen: { bits: number }, name: string, value: string): void {
  switch (name) {
    case 'authorization':
      if (headers.authorization !== null) refuse(headers, 'Authorization is given twice.');
      headers.authorization = value;
      return;
    case 'content-type':
      headers.contentType = value;
      return;
    case 'accept':
      headers.accept = headers.accept === '' ? value : `${headers.accept},${value}`;
      return;
    case 'if-match':
      if (headers.ifMatch !== null) refuse(headers, 'If-Match is given twice.');
      headers.ifMatch = value;
      return;
    case 'content-length':
      if ((seen.bits & 1) !== 0) refuse(headers, 'Content-Length is given twice.');
      seen.bits |= 1;
      if (!DIGITS.test(value)) refuse(headers, 'Content-Length is not a number.');
      headers.contentLength = Number(value);
      return;
    case 'transfer-encoding':
      if ((seen.bits & 2) !== 0) refuse(headers, 'Transfer-Encoding is given twice.');
      seen.bits |= 2;
      if (value.toLowerCase() !== 'chunked') refuse(headers, 'Transfer-Encoding is not chunked.');
      headers.chunked = true;
      return;
    case 'host':
      if ((seen.bits & 4) !== 0) refuse(headers, 'Host is given twice.');
      seen.bits |= 4;
      return;
    case 'content-encoding':
      if (value.toLowerCase() !== 'identity') {
        headers.refusal ??= new Fault('unsupported_media_type', 'Bodies are not compressed.');
      }
      return;
    default:
  }
}

/** Reads the headers; must be called before the route handler returns. Never throws. */
export function headersOf(request: HttpRequest): RequestHeaders {
  const headers: RequestHeaders = {
    authorization: null,
    contentType: '',
    accept: '',
    ifMatch: null,
    contentLength: -1,
    chunked: false,
    refusal: null,
  };
  const seen = { bits: 0 };
  request.forEach((name, value) => take(headers, seen, name, value));
  if ((seen.bits & 3) === 3)
    refuse(headers, 'Content-Length and Transfer-Encoding exclude each other.');
  return headers;
}
