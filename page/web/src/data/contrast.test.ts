import { colorManipulator, createTheme } from '@grafana/data';
import { expect, test } from 'vitest';
import { readable } from './contrast';

const dark = createTheme({ colors: { mode: 'dark' } });
const light = createTheme({ colors: { mode: 'light' } });

test.each(['orange', 'green', 'red', 'blue', 'yellow', 'text'])('%s can be read on either ground', (name) => {
  for (const theme of [dark, light]) {
    const color = readable(theme.visualization.getColorByName(name), theme);
    expect(colorManipulator.getContrastRatio(color, theme.colors.background.primary)).toBeGreaterThanOrEqual(4.5);
  }
});

test('what can be read stays', () => {
  expect(readable(dark.colors.text.primary, dark)).toBe(dark.colors.text.primary);
});
