import { css } from '@emotion/css';
import type { FieldDisplay } from '@grafana/data';
import type { ReactNode } from 'react';

/** Makes a value the link that its field carries. */
export function ValueLink({ value, children }: { value: FieldDisplay; children: ReactNode }) {
  const link = value.hasLinks ? value.getLinks?.()[0] : undefined;
  return link?.href ? (
    <a className={style} href={link.href} target={link.target} title={link.title}>
      {children}
    </a>
  ) : (
    children
  );
}

const style = css({ display: 'block', '&:hover': { textDecoration: 'underline' } });
