import type { InterpolateFunction, TimeRange } from '@grafana/data';
import { createContext, useContext } from 'react';
import type { Mark } from '../data/annotations';

/** What all panels of a board share. */
export interface BoardScope {
  uid: string;
  range: TimeRange;
  timeZone: string;
  variables: Record<string, string[]>;
  /** Whether every variable has a value, so that queries can be asked. */
  ready: boolean;
  /** Changes whenever everything is to be asked anew. */
  tick: number;
  marks: Mark[];
  replaceVariables: InterpolateFunction;
  /** Shows these epoch milliseconds alone. */
  zoomTo: (range: { from: number; to: number }) => void;
}

export const BoardContext = createContext<BoardScope | null>(null);

export function useBoard(): BoardScope {
  const board = useContext(BoardContext);
  if (!board) {
    throw new Error('a panel stands outside of any board');
  }
  return board;
}
