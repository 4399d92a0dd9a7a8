import { Alert, Button, FileButton, Progress, Text } from '@mantine/core';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import type { Uploads } from './use-uploads.ts';

const Told = ({ uploads }: { readonly uploads: Uploads }) => {
  const { library: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const { done, of, existing, refused } = uploads;
  if (done < of) {
    return (
      <>
        <Text size="sm" role="status">
          {text.uploading(write.count(done), write.count(of))}
        </Text>
        <Progress value={(100 * done) / of} aria-label={text.uploading(write.count(done), write.count(of))} />
      </>
    );
  }
  const added = done - existing - refused.length;
  return (
    <>
      <Text size="sm" role="status">
        {added > 0 && text.uploaded(write.count(added))} {existing > 0 && text.existing(write.count(existing))}
      </Text>
      {refused.length > 0 && (
        <Alert color="red" variant="outline" role="alert">
          {refused.map(({ name, why }) => (
            <Text size="sm" key={name}>
              {text.refused(name, why)}
            </Text>
          ))}
        </Alert>
      )}
    </>
  );
};

/** Brings pictures in from the reader's own machine, and tells what became of each. */
export const UploadBar = (props: {
  readonly uploads: Uploads | undefined;
  readonly isBusy: boolean;
  readonly onFiles: (files: File[]) => void;
}) => {
  const { library: text } = usePlanningWords();
  return (
    <div className="upload-bar">
      <FileButton
        multiple
        accept="image/jpeg,image/png,image/webp"
        onChange={(files) => {
          if (files.length > 0) props.onFiles(files);
        }}
      >
        {(button) => (
          <Button {...button} variant="default" loading={props.isBusy}>
            {text.upload}
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed" className="upload-drop">
        {text.drop}
      </Text>
      {props.uploads !== undefined && <Told uploads={props.uploads} />}
    </div>
  );
};
