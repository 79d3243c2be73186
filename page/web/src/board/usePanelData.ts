import { type DataFrame, rangeUtil } from '@grafana/data';
import { runPanelQuery } from '../api/client';
import { type Loaded, useLoaded } from '../api/useLoaded';
import { toFrame } from '../data/frames';
import { longToWide } from '../data/longToWide';
import { useBoard } from './BoardContext';
import type { Panel } from './dashboard';

const TIME_SERIES = 0;

/** Runs the queries of a panel, one frame each; while the panel is out of sight it asks nothing. */
export function usePanelData(panel: Panel, width: number, inSight: boolean): Loaded<DataFrame[]> {
  const board = useBoard();
  const targets = panel.targets ?? [];
  // to the hundred, so that a window that changes its size does not ask at each pixel
  const points = Math.max(100, Math.round(width / 100) * 100);
  const query = {
    board: board.uid,
    panel: panel.id,
    from: board.range.from.valueOf(),
    to: board.range.to.valueOf(),
    intervalMs: rangeUtil.calculateInterval(board.range, points, panel.interval).intervalMs,
    variables: board.variables,
  };
  const key = inSight && board.ready && width > 0 ? JSON.stringify([query, board.tick]) : null;
  return useLoaded(key, (signal) =>
    Promise.all(
      targets.map(async ({ refId, format }) => {
        const frame = toFrame(await runPanelQuery({ ...query, ref: refId }, signal), refId);
        return format === TIME_SERIES ? longToWide(frame) : frame;
      }),
    ),
  );
}
