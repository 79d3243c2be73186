import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useLanguage } from '../texts/LanguageContext';
import type { FactGroup, FactValue } from './explanation';
import { formatValue } from './format';
import { useExplainTexts } from './useExplainTexts';

/** The figures by metric, as tables of names and values. */
export function FactsView({ groups }: { groups: FactGroup[] }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  if (groups.length === 0) {
    return <p className={styles.aside}>{texts.noFacts}</p>;
  }
  return groups.map((group) => (
    <details key={group.fact} open={group.rows.length <= 3} className={styles.group}>
      <summary>
        {group.title[language]}{' '}
        <span className={styles.aside}>
          {group.metric} · {group.rows.length + group.omittedRows}
        </span>
      </summary>
      {group.rows.map((row) => (
        <FactRow key={row.id} id={row.id} values={row.values} />
      ))}
      {group.omittedRows > 0 && <p className={styles.aside}>{texts.omittedRows(group.omittedRows)}</p>}
    </details>
  ));
}

function FactRow({ id, values }: { id: string; values: FactValue[] }) {
  const styles = useStyles2(getStyles);
  const language = useLanguage();
  const currency = values.find((value) => value.name === 'currency')?.value;
  return (
    <table className={styles.row}>
      <caption>{id}</caption>
      <tbody>
        {values.map((value) => (
          <tr key={value.name}>
            <th scope="row" title={value.name}>
              {value.title[language]}
            </th>
            <td>{formatValue(value, value.value, language, currency ? String(currency) : undefined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  aside: css({ margin: 0, color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  group: css({ marginBottom: theme.spacing(1), summary: { cursor: 'pointer', fontWeight: theme.typography.fontWeightMedium } }),
  row: css({
    width: '100%',
    margin: theme.spacing(0.5, 0, 1),
    tableLayout: 'fixed',
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    caption: { captionSide: 'top', padding: theme.spacing(0.25, 1), textAlign: 'left', color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    'th, td': { padding: theme.spacing(0.25, 1), textAlign: 'left', verticalAlign: 'top', overflowWrap: 'anywhere' },
    th: { width: '40%', fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
  }),
});
