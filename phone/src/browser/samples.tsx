import type { Answer, Sample } from './api.ts'
import { answerOfSample, wordsOfAnswer } from './words-of.ts'

export type People = Pick<SamplesProps, 'samples' | 'chosen' | 'choose'>

type SamplesProps = {
  samples: Sample[]
  /** The one that is the caller. */
  chosen: number
  choose: (chosen: number) => void
  /** What the line has said since the last answer; undefined when it does not listen. */
  asked?: string | undefined
  /** Set during a call: what to answer can then be clicked. */
  onAnswer?: (answer: Answer) => void
}

/** Whom to be, and what to answer: before a call to read, during it to click. */
export function Samples({ samples, chosen, choose, asked, onAnswer }: SamplesProps) {
  const sample = samples[chosen]
  if (!sample) return null
  const isWanted = ({ to }: Sample['answers'][number]) => to !== undefined && asked?.includes(to) === true
  return (
    <section class="samples" aria-label="What to say">
      {(!onAnswer || samples.length > 1) && (
        <p class="people">
          <span class={onAnswer ? 'unseen' : 'you-are'}>
            You are{samples.length === 1 && ` ${sample.name}`}
          </span>
          {samples.length > 1 &&
            samples.map(({ name }, i) => (
              <button key={name} type="button" aria-pressed={i === chosen} onClick={() => choose(i)}>
                {name}
              </button>
            ))}
        </p>
      )}
      <ol class={onAnswer ? 'choices' : 'script'}>
        {sample.answers.map((answer) => (
          <li key={wordsOfAnswer(answer)}>
            {onAnswer ? (
              <button
                type="button"
                class={isWanted(answer) ? 'wanted' : undefined}
                disabled={asked === undefined}
                onClick={() => onAnswer(answerOfSample(answer))}
              >
                {wordsOfAnswer(answer)}
              </button>
            ) : (
              wordsOfAnswer(answer)
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
