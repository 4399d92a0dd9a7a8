import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

// Calm by intent: one deep green for what can be pressed, warm paper behind, colour only where it means something.
const pine: MantineColorsTuple = [
  '#effcf9',
  '#d7f5ee',
  '#aceade',
  '#7adccb',
  '#4bcbb6',
  '#24b39d',
  '#0f8f7d',
  '#0f766e',
  '#115e59',
  '#0c4743',
];

/** Colours, type and spacing of the console. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: 7,
  colors: { pine },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "'Inter', system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif",
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
});

// Mantine's own dimmed grey and its light badges fail WCAG AA; these pass on both papers. Colours that mean something are
// variables here, since a bundler rewrites CSS light-dark() into one that ignores the theme.
/** Variables that Mantine does not take from the theme. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f6',
    '--mantine-color-text': '#1c1917',
    '--mantine-color-dimmed': '#57534e',
    '--mantine-color-placeholder': '#57534e',
    '--mantine-color-error': '#b91c1c',
    '--mantine-color-red-outline': '#b91c1c',
    '--mantine-color-anchor': '#0f766e',
    '--paper': '#ffffff',
    '--rule': '#e7e5e0',
    '--soft': '#f4f2ed',
    '--bar': '#0f766e',
    '--before': '#b45309',
    '--good': '#166534',
    '--bad': '#9a3412',
    '--busy': '#1d4ed8',
    '--grave': '#b91c1c',
  },
  dark: {
    '--mantine-color-body': '#161615',
    '--mantine-color-text': '#eceae5',
    '--mantine-color-dimmed': '#b8b4ac',
    '--mantine-color-placeholder': '#b8b4ac',
    '--mantine-color-error': '#fca5a5',
    '--mantine-color-red-outline': '#fca5a5',
    '--mantine-color-anchor': '#5eead4',
    '--paper': '#1f1f1d',
    '--rule': '#393733',
    '--soft': '#282826',
    '--bar': '#2dd4bf',
    '--before': '#d6a76c',
    '--good': '#86efac',
    '--bad': '#fdba74',
    '--busy': '#93c5fd',
    '--grave': '#fca5a5',
  },
});
