import { ActionIcon, Group, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLocale, useWords } from '../kit/preferences.tsx';

const Moon = () => <path d="M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z" fill="currentColor" />;

const Sun = () => (
  <>
    <circle cx="8" cy="8" r="3.2" fill="currentColor" />
    <path
      d="M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
    />
  </>
);

/** Language, and light or dark. */
export const Switches = () => {
  const text = useWords();
  const { locale, setLocale } = useLocale();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
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
        aria-label={isDark ? text.toLight : text.toDark}
        title={isDark ? text.toLight : text.toDark}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          {isDark ? <Sun /> : <Moon />}
        </svg>
      </ActionIcon>
    </Group>
  );
};
