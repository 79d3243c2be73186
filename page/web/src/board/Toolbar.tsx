import { css } from '@emotion/css';
import { dateTime, type GrafanaTheme2, isDateTime, type TimeRange } from '@grafana/data';
import { LinkButton, RefreshPicker, TimeRangePicker, useStyles2 } from '@grafana/ui';
import type { Loaded } from '../api/useLoaded';
import { useLanguage, useTexts } from '../texts/LanguageContext';
import { quickRanges } from '../texts/timeRanges';
import { useBoard } from './BoardContext';
import type { BoardState } from './boardState';
import type { Dashboard } from './dashboard';
import { explainLink } from './explainLink';
import type { Choices } from './useOptions';
import { VariablePicker } from './VariablePicker';

interface Props {
  dashboard: Dashboard;
  state: BoardState;
  choices: Loaded<Choices>;
  change: (part: Partial<BoardState>) => void;
  refresh: () => void;
}

const INTERVALS = ['10s', '30s', '1m', '5m', '15m'];
const IN_SIGHT = 0;

/** What a reader chooses on a board: filters, time range, how often it is asked anew; and where to go from here. */
export function Toolbar({ dashboard, state, choices, change, refresh }: Props) {
  const styles = useStyles2(getStyles);
  const texts = useTexts();
  const language = useLanguage();
  const { range, timeZone, variables, replaceVariables } = useBoard();

  const setRange = ({ raw }: Pick<TimeRange, 'raw'>) => {
    const text = (time: TimeRange['raw']['from']) => (isDateTime(time) ? String(time.valueOf()) : time);
    change({ from: text(raw.from), to: text(raw.to) });
  };
  const show = (from: number, to: number) => setRange({ raw: { from: dateTime(from), to: dateTime(to) } });
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const half = (to - from) / 2;

  const picked = dashboard.templating.list.filter((variable) => variable.type !== 'datasource' && (variable.hide ?? IN_SIGHT) === IN_SIGHT);
  const explain = explainLink(dashboard.uid, variables, language);
  return (
    <div className={styles.toolbar}>
      <div className={styles.group} role="group" aria-label={texts.filters}>
        {picked.map((variable) => (
          <VariablePicker
            key={variable.name}
            variable={variable}
            chosen={state.variables[variable.name] ?? []}
            options={choices.data?.options[variable.name]}
            failure={choices.error?.message}
            onChange={(values) => change({ variables: { [variable.name]: values } })}
          />
        ))}
      </div>
      <div className={styles.end}>
        <nav className={styles.group} aria-label={texts.links}>
          {explain && (
            <LinkButton size="sm" variant="secondary" icon="history" href={explain}>
              {texts.explain}
            </LinkButton>
          )}
          {(dashboard.links ?? []).map((link) => (
            <LinkButton
              key={link.title}
              size="sm"
              variant="secondary"
              icon="apps"
              fill="outline"
              href={replaceVariables(link.url)}
              target={link.targetBlank ? '_blank' : undefined}
              tooltip={link.tooltip}
            >
              {replaceVariables(link.title)}
            </LinkButton>
          ))}
        </nav>
        <div className={styles.times}>
          <TimeRangePicker
            value={range}
            quickRanges={quickRanges(language)}
            timeZone={timeZone}
            onChange={setRange}
            onChangeTimeZone={() => undefined}
            onMoveBackward={() => show(from - half, to - half)}
            onMoveForward={() => show(from + half, to + half)}
            onZoom={() => show(from - half, to + half)}
          />
          <RefreshPicker
            text={texts.refresh}
            value={state.refresh}
            intervals={dashboard.timepicker?.refresh_intervals ?? INTERVALS}
            onRefresh={refresh}
            onIntervalChanged={(interval) => change({ refresh: interval })}
          />
        </div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(0, 2, 1),
  }),
  group: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  end: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1), marginLeft: 'auto' }),
  times: css({ display: 'flex', gap: theme.spacing(1) }),
});
