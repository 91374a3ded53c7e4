/**
 * The line in English, with `{name}`, `{when}`, `{digits}` and `{year}` where values go. These texts are the product's
 * contract: change them only with it. An operator writes their keys into replacement files, so renaming one breaks those.
 */
export const english = {
  askName: 'Please say your first and last name.',
  nameFirst: 'First, please say your first and last name.',
  askBirthYear: '{name}, please enter the year you were born.',
  askBirthYearNameless: 'Please enter the year you were born.',
  askPin: '{name}, please enter your {digits} digit PIN.',
  askPinNameless: 'Please enter your {digits} digit PIN.',
  askLastFour: 'Please enter the last four digits of the phone number we have on file for you.',
  didYouMean: 'Did you mean {name}?',
  spellLastName: 'Please spell your last name, one letter at a time.',
  keyLastName: 'Press the keys for the first four letters of your last name.',
  notFound: 'Sorry, I could not find your name in our record. Please try again.',
  notUnderstood: "Sorry, I didn't understand that. Please try again.",
  notHeard: "Sorry, I didn't hear anything. Please try again.",
  wrongPin: 'That was not correct. Please try again.',
  appointment: '{name}, your appointment is {when}.',
  appointmentBegun: '{name}, your appointment was {when}.',
  appointmentYear: 'That is in the year {year}.',
  noAppointment: '{name}, you have no upcoming appointment. Goodbye.',
  askText: 'Would you like to receive a text with this information?',
  textPromised: 'Your details will be messaged to you shortly. Goodbye.',
  textRefused: "I'm sorry, that number can't receive texts. Goodbye.",
  goodbye: 'Goodbye.',
  connecting: 'Let me connect you to someone who can help.',
  cannotHelp: "Sorry, I can't help you with this call. Please try again later. Goodbye.",
  somethingWrong: 'Sorry, something went wrong on our side.',
  overloaded: 'Sorry, we are very busy right now.',
  callLater: 'Please call again in a few minutes. Goodbye.',
  languageOffer: 'For English, press two.',
} as const
