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
  primaryShade: { light: 7, dark: 5 },
  colors: { pine },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "'Inter', system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif",
  headings: { fontWeight: '650' },
});

// Mantine's own dimmed grey fails WCAG AA on white; these pass on both papers.
/** Variables that Mantine does not take from the theme. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f6',
    '--mantine-color-dimmed': '#57534e',
    '--mantine-color-placeholder': '#57534e',
    '--paper': '#ffffff',
    '--rule': '#e7e5e0',
    '--bar': '#0f766e',
  },
  dark: {
    '--mantine-color-body': '#161615',
    '--mantine-color-dimmed': '#b8b4ac',
    '--mantine-color-placeholder': '#b8b4ac',
    '--paper': '#1f1f1d',
    '--rule': '#393733',
    '--bar': '#2dd4bf',
  },
});
