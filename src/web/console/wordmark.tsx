import { Group, Text } from '@mantine/core';
import { useWords } from '../kit/preferences.tsx';

/** The pin and the name. */
export const Wordmark = () => {
  const text = useWords();
  return (
    <Group gap={10} wrap="nowrap">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#115e59" />
        <path d="M12 6h8l-1 7 4 4v2h-6l-1 8-1-8H9v-2l4-4z" fill="#fef3c7" />
      </svg>
      <Text component="span" fw={700} size="lg" className="wordmark">
        {text.product}
      </Text>
    </Group>
  );
};
