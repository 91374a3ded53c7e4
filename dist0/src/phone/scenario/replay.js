import { hangUp } from '../engine/answer.js';
import { answerOf, isAsHeard } from './scenario.js';
/** A caller who follows a scenario, and hangs up where the line does not. */
export function replay(scenario) {
    const { steps } = scenario;
    const faults = [];
    let done = 0;
    const compare = (heard) => {
        const step = steps[done];
        done += 1;
        if (!step)
            faults.push(`after the last step the line goes on: "${heard}"`);
        else if (!isAsHeard(step.hear, heard)) {
            faults.push(`step ${done} wants to hear "${[step.hear].flat().join(' ')}", and the line says "${heard}"`);
        }
        return step;
    };
    const caller = ({ heard }) => {
        const step = compare(heard.join(' '));
        const answer = step && answerOf(step);
        if (step && !answer && faults.length === 0)
            faults.push(`step ${done} gives no answer, and the line asks for one`);
        return faults.length > 0 || !answer ? hangUp : answer;
    };
    return {
        caller,
        check: (call, texts) => {
            const last = heardLast(call);
            if (faults.length === 0 && last !== '')
                compare(last);
            if (faults.length === 0)
                faults.push(...checkEnd(scenario, call, texts, done));
            return faults;
        },
    };
}
function checkEnd({ steps, end, dialled, texts: wanted }, call, texts, done) {
    const faults = [];
    const numbers = call.events.flatMap((event) => (event.kind === 'dialled' ? event.numbers : [])).join(', ');
    if (done < steps.length)
        faults.push(`the call is over before step ${done + 1}`);
    if (call.ending.by !== end)
        faults.push(`the call wants to end by ${end}, and ends by ${call.ending.by}`);
    if ((dialled ?? '') !== numbers) {
        faults.push(`the caller is connected to ${numbers || 'nobody'}, and not to ${dialled ?? 'nobody'}`);
    }
    if (wanted &&
        !(wanted.length === texts.length && wanted.every((text, i) => isAsHeard(text, texts[i] ?? '')))) {
        faults.push(`the texts are ${JSON.stringify(texts)}, and not ${JSON.stringify(wanted)}`);
    }
    return faults;
}
/** What was spoken since the caller last answered. */
function heardLast({ events }) {
    const answered = events.findLastIndex(({ kind }) => kind === 'answered');
    const after = events.slice(answered + 1);
    return after.flatMap((event) => (event.kind === 'spoken' ? [event.text] : [])).join(' ');
}
