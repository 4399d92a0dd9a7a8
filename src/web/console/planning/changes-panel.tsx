import { Paper, Text, Title } from '@mantine/core';
import type { PinWritten, PlannedPinPage } from '../../../api/contract.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { PinThumb } from './pin-thumb.tsx';

type Field = keyof PinWritten;

const fields: readonly Field[] = [
  'media',
  'boardId',
  'sectionId',
  'title',
  'description',
  'altText',
  'link',
  'disclosure',
  'utmCampaign',
  'labels',
];

const differs = (one: PinWritten, other: PinWritten, field: Field): boolean =>
  JSON.stringify(one[field]) !== JSON.stringify(other[field]);

type Props = { readonly clientId: string; readonly page: PlannedPinPage; readonly boards: ReadonlyMap<string, string> };

const Value = ({ clientId, content, field, boards }: Omit<Props, 'page'> & { content: PinWritten; field: Field }) => {
  const { review: text } = usePlanningWords();
  const value = content[field];
  if (field === 'media') return <PinThumb clientId={clientId} media={content.media} />;
  if (field === 'boardId' && typeof value === 'string') return <>{boards.get(value) ?? value}</>;
  if (Array.isArray(value)) return <>{value.join(', ') || text.empty}</>;
  return <>{typeof value === 'string' && value !== '' ? value : text.empty}</>;
};

/** What a Pin was when somebody last said something of it, beside what it is now; nothing where nothing changed. */
export const ChangesPanel = ({ clientId, page, boards }: Props) => {
  const { review: text } = usePlanningWords();
  const { reviewed, pin } = page;
  if (reviewed === null) return null;
  const changed = fields.filter((field) => differs(reviewed.content, pin.content, field));
  if (changed.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="changes">
      <Title order={2} size="h4" id="changes" mb="xs">
        {text.changed}
      </Title>
      <dl className="changes">
        {changed.map((field) => (
          <div key={field}>
            <dt>{text.fields[field]}</dt>
            <dd>
              <Text component="del" size="sm" className="change-before">
                <span className="sr-only">{text.before}: </span>
                <Value clientId={clientId} content={reviewed.content} field={field} boards={boards} />
              </Text>
              <Text component="ins" size="sm" className="change-after">
                <span className="sr-only">{text.after}: </span>
                <Value clientId={clientId} content={pin.content} field={field} boards={boards} />
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
};
