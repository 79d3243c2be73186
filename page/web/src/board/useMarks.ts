import { runAnnotationQuery } from '../api/client';
import { useLoaded } from '../api/useLoaded';
import { type Mark, marksOf } from '../data/annotations';
import { toFrame } from '../data/frames';
import type { BoardScope } from './BoardContext';
import type { Dashboard } from './dashboard';

const NONE: Mark[] = [];

/** What the board's annotations say of the time range. Where that cannot be loaded the figures stand without them. */
export function useMarks(dashboard: Dashboard, board: Omit<BoardScope, 'marks'>): Mark[] {
  const asked = (dashboard.annotations?.list ?? []).filter((annotation) => annotation.enable);
  const context = { board: board.uid, from: board.range.from.valueOf(), to: board.range.to.valueOf(), intervalMs: 60_000, variables: board.variables };
  const key = board.ready && asked.length > 0 ? JSON.stringify([context, board.tick]) : null;
  const marks = useLoaded(key, async (signal) => {
    const answers = await Promise.all(
      asked.map(async ({ name, iconColor }) => marksOf(toFrame(await runAnnotationQuery({ ...context, annotation: name }, signal), name), iconColor)),
    );
    return answers.flat();
  });
  return marks.data ?? NONE;
}
