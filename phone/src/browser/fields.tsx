import { useId } from 'preact/hooks'
import type { Named } from './api.ts'

type FieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string
  type?: 'text' | 'url' | 'password' | 'datetime-local'
  placeholder?: string
  isRequired?: boolean
}

/** A line of text, with what it is for. */
export function Field({ label, value, onChange, help, type = 'text', placeholder, isRequired }: FieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        // preact has a type of its own for each kind of input, and none for several
        type={type as 'text'}
        required={isRequired}
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        aria-describedby={help ? `${id}-help` : undefined}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {help && <small id={`${id}-help`}>{help}</small>}
    </div>
  )
}

type SelectProps = {
  label: string
  value: string
  options: Named[]
  onChange: (name: string) => void
  help?: string
}

/** A choice out of a list, with what it is for. */
export function Select({ label, value, options, onChange, help }: SelectProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.name} value={option.name}>
            {option.label}
          </option>
        ))}
      </select>
      {help && <small id={`${id}-help`}>{help}</small>}
    </div>
  )
}
