import { Alert, Button, Paper, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AuditReport } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useAuditWords } from '../../words/audit.ts';
import { verifyAudit } from './queries.ts';

const Found = ({ report }: { readonly report: AuditReport }) => {
  const text = useAuditWords();
  const write = writerFor(useLocale().locale);
  const { sealed, checkpoint, pending } = report;
  return (
    <Alert
      mt="sm"
      variant="outline"
      color={report.whole ? 'pine' : 'red'}
      role={report.whole ? 'status' : 'alert'}
      title={report.whole ? text.whole : text.broken}
    >
      <Text size="sm">{report.whole ? text.wholeLead(write.count(report.entries)) : text.brokenLead}</Text>
      {report.problems.length > 0 && (
        <ul className="plain-list">
          {report.problems.map(({ code, seq }) => (
            <li key={`${code} ${seq}`}>{text.problemAt(text.problems[code], write.count(seq))}</li>
          ))}
        </ul>
      )}
      <Text size="sm">
        {sealed === null ? text.notSealed : text.sealed(write.count(sealed.to), write.moment(sealed.at))}
      </Text>
      <Text size="sm">{checkpoint === null ? text.noCheckpoint : text.checkpoint(write.count(checkpoint))}</Text>
      {pending > 0 && <Text size="sm">{text.pending(write.count(pending))}</Text>}
    </Alert>
  );
};

/** Has the whole trail walked, and tells what was found in plain words. */
export const AuditVerify = () => {
  const text = useAuditWords();
  const verify = useMutation({ mutationFn: verifyAudit });
  return (
    <Paper withBorder p="md" component="section" aria-label={text.verify}>
      <div className="panel-head">
        <Title order={2} size="h3">
          {text.verify}
        </Title>
        <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
          {text.verifyNow}
        </Button>
      </div>
      <Text size="sm" c="dimmed" maw={720}>
        {text.verifyLead}
      </Text>
      <div role="status">{verify.isPending && <Text size="sm">{text.verifying}</Text>}</div>
      {verify.data !== undefined && <Found report={verify.data} />}
      {verify.error !== null && <Trouble error={verify.error} onRetry={() => verify.mutate()} />}
    </Paper>
  );
};
