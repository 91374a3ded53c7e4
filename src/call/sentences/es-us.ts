import type { Catalogue } from './sentences.ts'

/** The line in the Spanish of the United States, with "usted" throughout. */
export const spanish: Catalogue = {
  askName: 'Por favor, diga su nombre y apellido.',
  nameFirst: 'Primero, por favor, diga su nombre y apellido.',
  askBirthYear: '{name}, por favor ingrese el año en que nació.',
  askBirthYearNameless: 'Por favor, ingrese el año en que nació.',
  askPin: '{name}, por favor ingrese su PIN de {digits} dígitos.',
  askPinNameless: 'Por favor, ingrese su PIN de {digits} dígitos.',
  askLastFour:
    'Por favor, ingrese los últimos cuatro dígitos del número de teléfono que tenemos registrado para usted.',
  didYouMean: '¿Quiso decir {name}?',
  spellLastName: 'Por favor, deletree su apellido, una letra a la vez.',
  keyLastName: 'Oprima las teclas de las primeras cuatro letras de su apellido.',
  notFound: 'Lo siento, no encontré su nombre en nuestros registros. Por favor, intente de nuevo.',
  notUnderstood: 'Lo siento, no le entendí. Por favor, intente de nuevo.',
  notHeard: 'Lo siento, no escuché nada. Por favor, intente de nuevo.',
  wrongPin: 'Eso no fue correcto. Por favor, intente de nuevo.',
  appointment: '{name}, su cita es {when}.',
  appointmentBegun: '{name}, su cita era {when}.',
  appointmentYear: 'Es en el año {year}.',
  noAppointment: '{name}, usted no tiene ninguna cita próxima. Adiós.',
  askText: '¿Desea recibir un mensaje de texto con esta información?',
  textPromised: 'En breve le enviaremos los detalles por mensaje de texto. Adiós.',
  textRefused: 'Lo siento, ese número no puede recibir mensajes de texto. Adiós.',
  goodbye: 'Adiós.',
  connecting: 'Le comunico con alguien que puede ayudarle.',
  cannotHelp: 'Lo siento, no puedo ayudarle con esta llamada. Por favor, intente más tarde. Adiós.',
  somethingWrong: 'Lo siento, algo salió mal de nuestro lado.',
  overloaded: 'Lo siento, en este momento tenemos muchas llamadas.',
  callLater: 'Por favor, llame de nuevo en unos minutos. Adiós.',
  languageOffer: 'Para español, oprima el dos.',
}
