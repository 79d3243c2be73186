import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

/** What WCAG AA asks of text. */
const RATIO = 4.5;
const STEP = 0.05;

/** A colour in which text can be read on a panel: the same, or as much darker (on dark ground lighter) as that takes. */
export function readable(color: string, theme: Pick<GrafanaTheme2, 'isDark' | 'colors'>): string {
  const ground = theme.colors.background.primary;
  const change = theme.isDark ? colorManipulator.lighten : colorManipulator.darken;
  let result = color;
  for (let part = STEP; part < 1 && colorManipulator.getContrastRatio(result, ground) < RATIO; part += STEP) {
    result = change(color, part);
  }
  return result;
}
