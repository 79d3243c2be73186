import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, InlineLabel, Input, MultiCombobox, useStyles2 } from '@grafana/ui';
import { useEffect, useId, useState } from 'react';
import type { Option } from '../api/client';
import { useTexts } from '../texts/LanguageContext';
import { ALL } from './boardState';
import type { Variable } from './dashboard';
import { choose } from './variables';

interface Props {
  variable: Variable;
  chosen: string[];
  /** Undefined until they are known. */
  options: Option[] | undefined;
  failure: string | undefined;
  onChange: (values: string[]) => void;
}

/** Lets a reader choose the values of one variable. */
export function VariablePicker(props: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const label = props.variable.label ?? props.variable.name;
  return (
    <div className={styles.picker}>
      <InlineLabel htmlFor={id} width="auto" className={styles.label}>
        {label}
      </InlineLabel>
      {props.variable.type === 'textbox' ? <TextPicker {...props} id={id} /> : <OptionPicker {...props} id={id} />}
    </div>
  );
}

function OptionPicker({ variable, chosen, options, failure, onChange, id }: Props & { id: string }) {
  const texts = useTexts();
  const known = (options ?? chosen.filter((value) => value !== ALL).map((value) => ({ value, text: value }))).map(({ value, text }) => ({ value, label: text }));
  const all = variable.includeAll ? [{ value: ALL, label: texts.all }, ...known] : known;
  const shared = { id, options: all, loading: options === undefined && !failure, invalid: failure !== undefined, width: 'auto' as const, minWidth: 12, maxWidth: 40 };
  if (variable.multi) {
    return <MultiCombobox {...shared} value={chosen} onChange={(after) => onChange(choose(chosen, after.map((option) => option.value)))} />;
  }
  return <Combobox {...shared} value={chosen[0] ?? null} onChange={(option) => onChange([option.value])} />;
}

function TextPicker({ chosen, onChange, id }: Props & { id: string }) {
  const texts = useTexts();
  const value = chosen[0] ?? '';
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const submit = () => text.trim() !== value && onChange([text.trim()]);
  return (
    <Input
      id={id}
      width={20}
      value={text}
      placeholder={texts.anyValue}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={submit}
      onKeyDown={(event) => event.key === 'Enter' && submit()}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  picker: css({ display: 'flex', alignItems: 'center' }),
  label: css({ marginRight: 0, borderRadius: `${theme.shape.radius.default} 0 0 ${theme.shape.radius.default}` }),
});
