import type { Panel } from './dashboard';

/** A row of a board and what stands below it; what stands before the first row has none. */
export interface Section {
  row: Panel | undefined;
  panels: Panel[];
}

/** Panels in reading order, by row; their y counts from the section's own top. */
export function sections(panels: Panel[]): Section[] {
  const result: Section[] = [{ row: undefined, panels: [] }];
  for (const panel of [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x)) {
    if (panel.type === 'row') {
      result.push({ row: panel, panels: [...(panel.panels ?? [])] });
    } else {
      result[result.length - 1]!.panels.push(panel);
    }
  }
  return result.filter((section) => section.row ?? section.panels.length > 0).map(({ row, panels: below }) => ({ row, panels: fromTop(below) }));
}

function fromTop(panels: Panel[]): Panel[] {
  const top = Math.min(...panels.map((panel) => panel.gridPos.y));
  return panels.map((panel) => ({ ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y - top } }));
}
