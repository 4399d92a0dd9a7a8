/** One part of a multipart form. */
export type Part = { readonly name: string; readonly file: boolean; readonly bytes: Buffer };

const CRLF2 = Buffer.from('\r\n\r\n');

const partOf = (bytes: Buffer): Part | undefined => {
  const split = bytes.indexOf(CRLF2);
  if (split < 0) return undefined;
  const head = bytes.toString('utf8', 0, split);
  const name = /content-disposition:[^\r\n]*;\s*name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  return { name, file: /;\s*filename="/i.test(head), bytes: bytes.subarray(split + CRLF2.length) };
};

/** Parts of a `multipart/form-data` body in the order sent; undefined when it is no such body (RFC 7578). */
export const readMultipart = (contentType: string | undefined, body: Buffer): Part[] | undefined => {
  const boundary = /^multipart\/form-data\s*;.*?boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) return undefined;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0) {
    const from = at + mark.length + 2;
    const next = body.indexOf(mark, from);
    const part = next < 0 ? undefined : partOf(body.subarray(from, next - 2));
    if (part) parts.push(part);
    at = next;
  }
  return parts;
};
