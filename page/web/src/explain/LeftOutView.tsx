import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useLanguage } from '../texts/LanguageContext';
import type { History, TimelineEvent } from './explanation';
import { formatTime } from './format';
import { useExplainTexts } from './useExplainTexts';

/** Deliveries that were received and do not count, each with its reason. */
export function LeftOutView({ history }: { history: History }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  return (
    <ul className={styles.list}>
      {history.duplicates.map(({ event, repeats, same }, index) => (
        <LeftOut key={`duplicate ${index}`} event={event} reason={same === 'id' ? texts.duplicate(repeats) : texts.sameAs(repeats)} />
      ))}
      {history.late.map(({ event, reason, remedy }, index) => (
        <LeftOut key={`late ${index}`} event={event} reason={[`${texts.tooLate}: ${reason}`, remedy].filter(Boolean).join('. ')} />
      ))}
    </ul>
  );
}

function LeftOut({ event, reason }: { event: TimelineEvent; reason: string }) {
  const styles = useStyles2(getStyles);
  const language = useLanguage();
  return (
    <li>
      {event.title[language]} <code className={styles.aside}>{event.id}</code> <span className={styles.aside}>{formatTime(event.time)}</span>
      <div>{reason}</div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, paddingLeft: theme.spacing(2) }),
  aside: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
