import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo, useRef, useState } from 'react';
import { useSize } from '../board/useSize';
import { Chart } from '../panels/chart/Chart';
import { useLanguage } from '../texts/LanguageContext';
import { nameOfClock } from './clockChanges';
import { type ClockGroup, clockGroups } from './clockGroups';
import { clockSpan, endOf } from './clockSpan';
import type { Clock, ClockState } from './explanation';
import { formatDuration, formatMinute, formatTime } from './format';
import { useExplainTexts } from './useExplainTexts';

const COLOR: Record<ClockState, BadgeColor> = { open: 'blue', kept: 'green', breached: 'red', cancelled: 'darkgrey', reached: 'orange' };
const SERIES: Record<ClockState, string> = { open: 'blue', kept: 'green', breached: 'red', cancelled: 'text', reached: 'orange' };
const LANE = 26;
const BARS = 18;

/** Each SLA as a lane, its clocks from start to end with their deadlines marked; and the same in figures. */
export function ClocksView({ clocks, horizon }: { clocks: Clock[]; horizon: string | null }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const groups = useMemo(() => clockGroups(clocks), [clocks]);
  if (groups.length === 0) {
    return <p className={styles.none}>{texts.noClocks}</p>;
  }
  const { columns } = texts;
  return (
    <>
      <ClockLanes groups={groups} horizon={horizon} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={texts.clocks}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[
                columns.clock,
                columns.clocks,
                columns.worst,
                columns.level,
                columns.state,
                columns.target,
                columns.started,
                columns.due,
                columns.ended,
                columns.overrun,
                columns.owner,
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <GroupRows key={group.sla} group={group} />
          ))}
        </table>
      </div>
    </>
  );
}

/** The latest clock of an SLA, and on demand all of them. */
function GroupRows({ group }: { group: ClockGroup }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { latest, clocks } = group;
  const name = latest.title[language];
  return (
    <tbody>
      <tr>
        <td>
          {clocks.length > 1 ? (
            <button type="button" className={styles.toggle} aria-expanded={open} aria-label={texts.foldClocks(name, clocks.length)} onClick={() => setOpen(!open)}>
              <Icon name={open ? 'angle-down' : 'angle-right'} /> {name}
            </button>
          ) : (
            <span className={styles.alone}>{name}</span>
          )}
        </td>
        <td>{clocks.length}</td>
        <td>
          <StateBadge clock={clocks.find((clock) => clock.state === group.worst)!} />
        </td>
        <ClockCells clock={latest} />
      </tr>
      {open &&
        clocks.map((clock) => (
          <tr key={clock.id} className={styles.folded}>
            <td colSpan={3}>
              <code>{clock.entityId}</code>
            </td>
            <ClockCells clock={clock} />
          </tr>
        ))}
    </tbody>
  );
}

function StateBadge({ clock }: { clock: Clock }) {
  return <Badge color={COLOR[clock.state]} text={clock.stateTitle[useLanguage()]} />;
}

function ClockCells({ clock }: { clock: Clock }) {
  const texts = useExplainTexts();
  const language = useLanguage();
  return (
    <>
      <td>{clock.levelTitle[language]}</td>
      <td>
        <StateBadge clock={clock} />
      </td>
      <td title={clock.calendar}>
        {clock.target} {clock.clock === 'business' && texts.businessTime}
      </td>
      <td>{formatMinute(clock.startedAt)}</td>
      <td>{clock.dueAt && formatMinute(clock.dueAt)}</td>
      <td>{clock.endedAt && formatMinute(clock.endedAt)}</td>
      <td>{clock.seconds.overrun !== null && formatDuration(clock.seconds.overrun, language)}</td>
      <td>{clock.owner}</td>
    </>
  );
}

/** A lane for each SLA, its levels one below the other in it. */
function ClockLanes({ groups, horizon }: { groups: ClockGroup[]; horizon: string | null }) {
  const theme = useTheme2();
  const texts = useExplainTexts();
  const language = useLanguage();
  const ref = useRef<HTMLDivElement>(null);
  const { width } = useSize(ref);
  const { from, to, now } = clockSpan(
    groups.flatMap(({ clocks }) => clocks),
    horizon,
  );
  const height = groups.length * LANE + 30;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <Chart
          label={texts.clocks}
          width={width}
          height={height}
          x={{ kind: 'time', from, to, timeZone: 'browser' }}
          y={{ kind: 'bands', labels: groups.map(({ latest }) => latest.title[language]) }}
        >
          {({ x, y, tip }) =>
            groups.flatMap(({ clocks, levels }, lane) =>
              clocks.map((clock) => {
                const color = theme.visualization.getColorByName(SERIES[clock.state]);
                const [start, end] = [x(Date.parse(clock.startedAt)), x(endOf(clock, now))];
                const due = clock.dueAt === null ? undefined : x(Date.parse(clock.dueAt));
                const room = BARS / levels.length;
                const top = y(lane + 0.5) - BARS / 2 + room * levels.indexOf(clock.level);
                const bar = Math.max(2, Math.min(12, room - 2));
                const middle = top + room / 2;
                const items = [{ label: clock.stateTitle[language], value: clock.dueAt ? `${texts.columns.due} ${formatTime(clock.dueAt)}` : '', color }];
                return (
                  <g key={clock.id} {...tip({ title: nameOfClock(clock, language), items })}>
                    <rect x={start} y={middle - bar / 2} width={Math.max(2, end - start)} height={bar} rx={1} fill={color} fillOpacity={0.75} />
                    {due !== undefined && <path d={`M${due},${middle - room / 2}v${room}`} stroke={theme.colors.text.primary} strokeWidth={2} strokeOpacity={clock.endedAt === null ? 1 : 0.35} />}
                  </g>
                );
              }),
            )
          }
        </Chart>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  none: css({ margin: 0, color: theme.colors.text.secondary }),
  toggle: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    verticalAlign: 'middle',
    border: 'none',
    background: 'transparent',
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover': { textDecoration: 'underline' },
  }),
  alone: css({ paddingLeft: 20, fontWeight: theme.typography.fontWeightMedium }),
  folded: css({ background: theme.colors.background.secondary, 'td:first-child': { paddingLeft: theme.spacing(4) } }),
  scroll: css({ overflowX: 'auto', marginTop: theme.spacing(1) }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'left', whiteSpace: 'nowrap', borderBottom: `1px solid ${theme.colors.border.weak}` },
    th: { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    td: { fontVariantNumeric: 'tabular-nums' },
    code: { fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary },
  }),
});
