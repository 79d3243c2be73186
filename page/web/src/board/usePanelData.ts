import { type DataFrame, rangeUtil } from '@grafana/data';
import { useEffect, useRef } from 'react';
import { runPanelQuery } from '../api/client';
import { inTurn, lookAgain } from '../api/turns';
import { type Loaded, useLoaded } from '../api/useLoaded';
import { toFrame } from '../data/frames';
import { longToWide } from '../data/longToWide';
import { useBoard } from './BoardContext';
import type { Panel } from './dashboard';
import type { Sight } from './useSize';

const TIME_SERIES = 0;

/** Runs the queries of a panel, one frame each, after those of the panels in sight; while the panel is far from sight it asks nothing. */
export function usePanelData(panel: Panel, width: number, sight: Sight): Loaded<DataFrame[]> {
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
  const isSeen = useRef(false);
  isSeen.current = sight === 'seen';
  useEffect(lookAgain, [sight]);
  const key = sight !== 'far' && board.ready && width > 0 ? JSON.stringify([query, board.tick]) : null;
  return useLoaded(key, (signal) =>
    inTurn(
      () => isSeen.current,
      () =>
        Promise.all(
          targets.map(async ({ refId, format }) => {
            const frame = toFrame(await runPanelQuery({ ...query, ref: refId }, signal), refId);
            return format === TIME_SERIES ? longToWide(frame) : frame;
          }),
        ),
      signal,
    ),
  );
}
