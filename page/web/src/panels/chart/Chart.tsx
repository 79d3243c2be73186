import { measureText, useTheme2 } from '@grafana/ui';
import { type ReactNode, useState } from 'react';
import { PointerTooltip, type Tip } from '../Tooltip';
import { linear, type Scale, ticks, timeTicks } from './scale';

/** What runs along one side of a chart. */
export type Axis =
  | { kind: 'bands'; labels: string[] }
  | { kind: 'numbers'; min: number; max: number; format: (value: number) => string }
  | { kind: 'time'; from: number; to: number; timeZone: string };

export interface Plot {
  x: Scale;
  y: Scale;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** For what is drawn: shows a tooltip while the pointer is on it. */
  tip: (tip: Tip) => { onMouseMove: (event: React.MouseEvent) => void; onMouseLeave: () => void };
}

interface Props {
  label: string;
  width: number;
  height: number;
  /** From left to right; bands are the numbers from 0, each as wide as 1. */
  x: Axis;
  /** From below; bands from above, as they are read. */
  y: Axis;
  children: (plot: Plot) => ReactNode;
}

interface Tick {
  at: number;
  label: string;
}

const FONT_SIZE = 12;
const LINE = 18;
const GAP = 8;

const widthOf = (text: string) => measureText(text, FONT_SIZE).width;

function ticksOf(axis: Axis, length: number, distance: number): Tick[] {
  switch (axis.kind) {
    case 'bands':
      return axis.labels.map((label, index) => ({ at: index + 0.5, label }));
    case 'numbers':
      return ticks(axis.min, axis.max, Math.max(2, length / distance)).map((at) => ({ at, label: axis.format(at) }));
    case 'time':
      return timeTicks(axis.from, axis.to, Math.max(2, length / distance), axis.timeZone);
  }
}

function scaleOf(axis: Axis, start: number, end: number): Scale {
  switch (axis.kind) {
    case 'bands':
      return linear(0, axis.labels.length, start, end);
    case 'numbers':
      return linear(axis.min, axis.max, start, end);
    case 'time':
      return linear(axis.from, axis.to, start, end);
  }
}

/** The longest beginning of a text that fits. */
function fitting(text: string, width: number): string {
  if (widthOf(text) <= width) {
    return text;
  }
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > width) {
    letters.pop();
  }
  return `${letters.join('')}…`;
}

/** Axes and what is drawn between them, as SVG. */
export function Chart({ label, width, height, x, y, children }: Props) {
  const theme = useTheme2();
  const [hover, setHover] = useState<{ tip: Tip; at: { x: number; y: number } }>();
  const yTicks = ticksOf(y, height, 50);
  const left = Math.min(width * 0.4, Math.max(...yTicks.map((tick) => widthOf(tick.label)), 20) + 2 * GAP);
  const right = width - GAP;
  const xTicks = ticksOf(x, right - left, 110);
  const band = (right - left) / Math.max(1, xTicks.length);
  // names that do not fit side by side are written aslant
  const longest = Math.max(...xTicks.map((tick) => widthOf(tick.label)), 0);
  const aslant = x.kind === 'bands' && longest > band - 4;
  const below = aslant ? Math.min(height * 0.4, longest * 0.6 + LINE) : LINE + 4;
  const [top, bottom] = [GAP, height - below];
  const place: Plot = {
    x: scaleOf(x, left, right),
    y: y.kind === 'bands' ? scaleOf(y, top, bottom) : scaleOf(y, bottom, top),
    left,
    right,
    top,
    bottom,
    tip: (tip) => ({
      onMouseMove: (event) => setHover({ tip, at: { x: event.clientX, y: event.clientY } }),
      onMouseLeave: () => setHover(undefined),
    }),
  };
  const text = { fill: theme.colors.text.primary, fontSize: FONT_SIZE, fontFamily: theme.typography.fontFamily };
  return (
    <>
      <svg width={width} height={height} role="img" aria-label={label} style={{ display: 'block' }}>
        {yTicks.map((tick) => (
          <g key={tick.at}>
            {y.kind !== 'bands' && <line x1={left} x2={right} y1={place.y(tick.at)} y2={place.y(tick.at)} stroke={theme.colors.border.weak} />}
            <text {...text} x={left - GAP} y={place.y(tick.at)} textAnchor="end" dominantBaseline="central">
              {fitting(tick.label, left - 1.5 * GAP)}
              <title>{tick.label}</title>
            </text>
          </g>
        ))}
        {xTicks.map((tick) => (
          <g key={tick.at}>
            {x.kind !== 'bands' && <line x1={place.x(tick.at)} x2={place.x(tick.at)} y1={top} y2={bottom} stroke={theme.colors.border.weak} />}
            {aslant ? (
              <text {...text} textAnchor="end" transform={`translate(${place.x(tick.at)},${bottom + LINE - 4}) rotate(-35)`}>
                {fitting(tick.label, below * 1.6)}
                <title>{tick.label}</title>
              </text>
            ) : (
              <text {...text} x={place.x(tick.at)} y={bottom + LINE} textAnchor="middle">
                {tick.label}
              </text>
            )}
          </g>
        ))}
        {children(place)}
      </svg>
      {hover && <PointerTooltip {...hover} />}
    </>
  );
}
