import type { ButtonHTMLAttributes } from 'react';

import styles from './button.module.css';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  variant?: 'filled' | 'default' | 'subtle' | 'danger';
  /** `l` for a hand that may tremble, `xl` for the one thing to do. */
  size?: 'm' | 'l' | 'xl';
  /** What it asked for is under way: it says so, and takes no second press. */
  loading?: boolean;
};

export function Button({ variant = 'filled', size = 'm', loading = false, disabled = false, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={styles['button']}
      data-variant={variant}
      data-size={size}
      aria-busy={loading || undefined}
      disabled={disabled || loading}
    />
  );
}
