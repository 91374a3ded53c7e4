import type { OpenQuestion } from './call-state.ts'
import { useKeys } from './use-keys.ts'

const letters: Record<string, string> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
}

type KeypadProps = { question: OpenQuestion | undefined; onKeys: (keys: string) => void }

/** The keys of a phone; the keyboard's digits press them too. */
export function Keypad({ question, onKeys }: KeypadProps) {
  const { keys, press, isOpen } = useKeys(question, onKeys)
  return (
    <fieldset class="keypad" disabled={!isOpen}>
      <legend>Keypad</legend>
      <output aria-label="Keys pressed">{keys}</output>
      {[...'123456789*0#'].map((key) => (
        <button key={key} type="button" onClick={() => press(key)}>
          {key}
          {letters[key] && <small aria-hidden="true">{letters[key]}</small>}
        </button>
      ))}
    </fieldset>
  )
}
