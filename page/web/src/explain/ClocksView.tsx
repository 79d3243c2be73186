import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, useStyles2, useTheme2 } from '@grafana/ui';
import { useRef } from 'react';
import { useSize } from '../board/useSize';
import { Chart } from '../panels/chart/Chart';
import { useLanguage } from '../texts/LanguageContext';
import { nameOfClock } from './clockChanges';
import { clockSpan, endOf } from './clockSpan';
import type { Clock, ClockState } from './explanation';
import { formatDuration, formatTime } from './format';
import { useExplainTexts } from './useExplainTexts';

const COLOR: Record<ClockState, BadgeColor> = { open: 'blue', kept: 'green', breached: 'red', cancelled: 'darkgrey', reached: 'orange' };
const SERIES: Record<ClockState, string> = { open: 'blue', kept: 'green', breached: 'red', cancelled: 'text', reached: 'orange' };
const LANE = 26;

/** More rows than that are shown on demand. */
const FEW = 12;

/** Each level of each SLA as a lane, its clocks from start to end with their deadlines marked; and the same in figures. */
export function ClocksView({ clocks, horizon }: { clocks: Clock[]; horizon: string | null }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  if (clocks.length === 0) {
    return <p className={styles.none}>{texts.noClocks}</p>;
  }
  const { columns } = texts;
  return (
    <>
      <ClockLanes clocks={clocks} horizon={horizon} />
      <details open={clocks.length <= FEW} className={styles.figures}>
        <summary>{texts.allClocks(clocks.length)}</summary>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={texts.clocks}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[columns.clock, columns.level, columns.state, columns.target, columns.started, columns.due, columns.ended, columns.overrun, columns.owner].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {clocks.map((clock) => (
              <tr key={clock.id}>
                <td>
                  {clock.title[language]} <code>{clock.entityId}</code>
                </td>
                <td>{clock.levelTitle[language]}</td>
                <td>
                  <Badge color={COLOR[clock.state]} text={clock.stateTitle[language]} />
                </td>
                <td>
                  {clock.target} {clock.clock === 'business' && texts.businessTime(clock.calendar)}
                </td>
                <td>{formatTime(clock.startedAt)}</td>
                <td>{clock.dueAt && formatTime(clock.dueAt)}</td>
                <td>{clock.endedAt && formatTime(clock.endedAt)}</td>
                <td>{clock.seconds.overrun !== null && formatDuration(clock.seconds.overrun, language)}</td>
                <td>{clock.owner}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      </details>
    </>
  );
}

function ClockLanes({ clocks, horizon }: { clocks: Clock[]; horizon: string | null }) {
  const theme = useTheme2();
  const texts = useExplainTexts();
  const language = useLanguage();
  const ref = useRef<HTMLDivElement>(null);
  const { width } = useSize(ref);
  const { from, to, now } = clockSpan(clocks, horizon);
  const lanes = [...new Set(clocks.map((clock) => nameOfClock(clock, language)))];
  const height = lanes.length * LANE + 30;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <Chart
          label={texts.clocks}
          width={width}
          height={height}
          x={{ kind: 'time', from, to, timeZone: 'browser' }}
          y={{ kind: 'bands', labels: lanes }}
        >
          {({ x, y, tip }) =>
            clocks.map((clock) => {
              const name = nameOfClock(clock, language);
              const color = theme.visualization.getColorByName(SERIES[clock.state]);
              const [start, end] = [x(Date.parse(clock.startedAt)), x(endOf(clock, now))];
              const due = clock.dueAt === null ? undefined : x(Date.parse(clock.dueAt));
              const middle = y(lanes.indexOf(name) + 0.5);
              const items = [{ label: clock.stateTitle[language], value: clock.dueAt ? `${texts.columns.due} ${formatTime(clock.dueAt)}` : '', color }];
              return (
                <g key={clock.id} {...tip({ title: name, items })}>
                  <rect x={start} y={middle - 6} width={Math.max(2, end - start)} height={12} rx={2} fill={color} fillOpacity={0.75} />
                  {due !== undefined && <path d={`M${due},${middle - 10}L${due},${middle + 10}`} stroke={theme.colors.text.primary} strokeWidth={2} />}
                </g>
              );
            })
          }
        </Chart>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  none: css({ margin: 0, color: theme.colors.text.secondary }),
  figures: css({ marginTop: theme.spacing(1), summary: { cursor: 'pointer' } }),
  scroll: css({ overflowX: 'auto', marginTop: theme.spacing(1) }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'left', whiteSpace: 'nowrap', borderBottom: `1px solid ${theme.colors.border.weak}` },
    th: { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    td: { fontVariantNumeric: 'tabular-nums' },
    code: { fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary },
  }),
});
