import { invitation } from './invitation.ts';
import type { Letter, Written } from './letter.ts';
import { proofsChanged } from './proofs-changed.ts';
import { renewal } from './renewal.ts';

/** A letter as it leaves: plain text and HTML that say the same. */
export type Message = { readonly subject: string; readonly text: string; readonly html: string };

const written = (letter: Letter): Written => {
  switch (letter.kind) {
    case 'invitation':
      return invitation[letter.locale](letter);
    case 'renewal':
      return renewal[letter.locale](letter);
    case 'proofs-changed':
      return proofsChanged[letter.locale](letter);
  }
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

// Names come from people: a line break in one would begin a paragraph, or a header, of its own.
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

// Styles stand on the tags: mail programs drop the rest. The address stands below the button too, for who copies it.
const htmlOf = (locale: string, { subject, paragraphs, action, closing }: Written): string => {
  const link = escapeHtml(action.link);
  const told = paragraphs.map((each) => `<p style="margin:0 0 16px">${escapeHtml(each)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#faf9f6;color:#1c1917;font:16px/1.5 system-ui,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e7e5e0;border-radius:8px">
${told}
<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:12px 20px;background:#0f766e;color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;word-break:break-all"><a href="${link}" style="color:#0f766e">${link}</a></p>
<p style="margin:0;font-size:14px;color:#57534e">${escapeHtml(closing)}</p>
</div>
</body></html>
`;
};

const textOf = ({ paragraphs, action, closing }: Written): string =>
  `${[...paragraphs, `${action.label}:\n${action.link}`, closing].join('\n\n')}\n`;

/** Writes a letter in the language of its reader. @personal the name of its reader */
export const writeLetter = (letter: Letter): Message => {
  const said = written({ ...letter, name: oneLine(letter.name) });
  return { subject: said.subject, text: textOf(said), html: htmlOf(letter.locale, said) };
};

export { oneLine };
