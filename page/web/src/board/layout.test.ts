import { expect, test } from 'vitest';
import type { Panel } from './dashboard';
import { sections } from './layout';

const panel = (id: number, y: number, x = 0, more: Partial<Panel> = {}): Panel => ({ id, type: 'stat', gridPos: { x, y, w: 6, h: 4 }, ...more });

test('panels stand below their row, counted from its top', () => {
  const parts = sections([panel(3, 9, 6), panel(1, 0), panel(2, 8, 0, { type: 'row' }), panel(4, 9), panel(5, 13)]);
  expect(parts.map(({ row, panels }) => [row?.id, panels.map(({ id, gridPos }) => [id, gridPos.y])])).toEqual([
    [undefined, [[1, 0]]],
    [
      2,
      [
        [4, 0],
        [3, 0],
        [5, 4],
      ],
    ],
  ]);
});

test('a closed row holds its panels itself', () => {
  const parts = sections([panel(1, 0, 0, { type: 'row', collapsed: true, panels: [panel(2, 1)] }), panel(3, 1, 0, { type: 'row' })]);
  expect(parts.map(({ row, panels }) => [row?.id, panels.length])).toEqual([
    [1, 1],
    [3, 0],
  ]);
});
