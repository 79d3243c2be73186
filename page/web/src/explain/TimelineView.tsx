import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, Icon, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { useLanguage } from '../texts/LanguageContext';
import { CLOCK, clockChanges } from './clockChanges';
import type { Change, ChangedValue, Clock, Step, TimelineEvent } from './explanation';
import { formatTime, formatValue } from './format';
import { useExplainTexts } from './useExplainTexts';

/** Events in the order in which they count, each with what it changed. */
export function TimelineView({ steps, clocks }: { steps: Step[]; clocks: Clock[] }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  const byId = useMemo(() => new Map(clocks.map((clock) => [clock.id, clock])), [clocks]);
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li key={index} className={cx(styles.step, step.until !== null && styles.silent)}>
          {step.omittedEvents > 0 && <p className={styles.aside}>{texts.omittedEvents(step.omittedEvents)}</p>}
          {step.until !== null && (
            <div className={styles.event}>
              <time dateTime={step.until} className={styles.time}>
                {formatTime(step.until)}
              </time>
              <span className={styles.aside}>
                <Icon name="clock-nine" size="sm" /> {texts.silence}
              </span>
            </div>
          )}
          {step.events.map((event) => (
            <EventLine key={`${event.source} ${event.id}`} event={event} />
          ))}
          {step.changes.length === 0 && step.events.length > 0 && <p className={styles.aside}>{texts.noChange}</p>}
          {step.changes
            .filter((change) => change.fact !== CLOCK)
            .map((change) => (
              <ChangeLine key={`${change.fact} ${change.id}`} change={change} />
            ))}
          {clockChanges(step.changes, byId, texts.clockStarts, texts.effect.gone, language).map((change) => (
            <div key={change.what} className={styles.change}>
              <span className={styles.fact}>
                {texts.columns.clock} {change.what}:
              </span>{' '}
              {change.clocks.join(', ')}
            </div>
          ))}
          {step.omittedChanges > 0 && <p className={styles.aside}>{texts.omittedChanges(step.omittedChanges)}</p>}
        </li>
      ))}
    </ol>
  );
}

function EventLine({ event }: { event: TimelineEvent }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  const actor = [event.actor.name, texts.actor[event.actor.type] ?? event.actor.type].filter(Boolean).join(', ');
  return (
    <div className={cx(styles.event, event.asked && styles.asked)}>
      <time dateTime={event.time} className={styles.time}>
        {formatTime(event.time)}
      </time>
      <span>
        <strong title={event.type}>{event.title[language]}</strong>
        {actor && (
          <span className={styles.aside}>
            {' '}
            {texts.by} {actor}
          </span>
        )}{' '}
        <code className={styles.id} title={event.source}>
          {event.id}
        </code>{' '}
        {event.data && event.data.length > 0 && (
          <span className={styles.aside}>{event.data.map((each) => `${each.title[language]} ${each.value}`).join(' · ')} </span>
        )}
        {event.asked && <Badge color="blue" text={texts.asked} />}
      </span>
    </div>
  );
}

/** What a new fact belongs to is said once, above all. */
function isIdentity(name: string): boolean {
  return name.endsWith('_id') || name === 'entity';
}

function ChangeLine({ change }: { change: Change }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  const currency = change.values.find((value) => value.name === 'currency')?.value;
  const before = (value: ChangedValue) => formatValue({ unit: value.unit }, value.before, language, currency ? String(currency) : undefined);
  return (
    <div className={styles.change}>
      <div>
        <span className={cx(styles.fact, change.effect === 'gone' && styles.gone)}>{change.title[language]}</span> <code className={styles.id}>{change.id}</code>{' '}
        <span className={styles.aside}>{texts.effect[change.effect]}</span>
      </div>
      <dl className={styles.values}>
        {change.values.filter((value) => change.effect !== 'new' || !isIdentity(value.name)).map((value) => (
          <div key={value.name}>
            <dt>{value.title[language]}</dt>
            <dd>
              {formatValue(value, value.value, language, currency ? String(currency) : undefined) || '–'}
              {value.before !== null && value.before !== '' && (
                <span className={styles.aside}>
                  {' '}
                  ({texts.beforeWas} {before(value)})
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  steps: css({ listStyle: 'none', margin: 0, paddingLeft: theme.spacing(1) }),
  step: css({
    position: 'relative',
    padding: theme.spacing(0, 0, 2, 3),
    borderLeft: `2px solid ${theme.colors.border.medium}`,
    '&::before': {
      content: '""',
      position: 'absolute',
      left: -7,
      top: 5,
      width: 12,
      height: 12,
      borderRadius: theme.shape.radius.circle,
      background: theme.colors.primary.main,
      border: `2px solid ${theme.colors.background.primary}`,
    },
    '&:last-child': { borderLeftColor: 'transparent', paddingBottom: 0 },
  }),
  silent: css({ '&::before': { background: theme.colors.warning.main } }),
  event: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2), alignItems: 'baseline' }),
  asked: css({ boxShadow: `inset 3px 0 ${theme.colors.primary.main}`, paddingLeft: theme.spacing(1), marginLeft: theme.spacing(-1) }),
  time: css({ fontVariantNumeric: 'tabular-nums', color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  aside: css({ margin: 0, color: theme.colors.text.secondary }),
  id: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  change: css({ margin: theme.spacing(0.5, 0, 0, 0), padding: theme.spacing(0.5, 1), background: theme.colors.background.secondary, borderRadius: theme.shape.radius.default }),
  fact: css({ fontWeight: theme.typography.fontWeightMedium }),
  gone: css({ textDecoration: 'line-through' }),
  values: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    margin: 0,
    '& > div': { display: 'flex', gap: theme.spacing(0.5) },
    dt: { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
    dd: { margin: 0 },
  }),
});
