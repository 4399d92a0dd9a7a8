import { ActionIcon, Group, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLocale, useWords } from '../kit/preferences.tsx';

/** Language, and light or dark. */
export const Switches = () => {
  const text = useWords();
  const { locale, setLocale } = useLocale();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <Group gap="xs" wrap="nowrap" className="switches">
      <SegmentedControl
        size="xs"
        aria-label={text.language}
        value={locale}
        onChange={(value) => setLocale(value === 'en' ? 'en' : 'nl')}
        data={[
          { value: 'nl', label: 'NL' },
          { value: 'en', label: 'EN' },
        ]}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label={text.theme}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
        </svg>
      </ActionIcon>
    </Group>
  );
};
