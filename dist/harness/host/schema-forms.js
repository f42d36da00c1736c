const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isWithin = (part, whole) => part === whole || (whole !== null && typeof whole === "object" && Object.values(whole).some((child) => isWithin(part, child)));
// A form that was meant: the table has the first key which it requires, and no other such form knows more of its keys.
const meantForm = (forms, value) => {
    if (!isTable(value))
        return undefined;
    const unknown = (form) => Object.keys(value).filter((key) => !Object.hasOwn(form.properties ?? {}, key)).length;
    const candidates = forms.filter(({ required: [key] = [] }) => key !== undefined && Object.hasOwn(value, key));
    const least = Math.min(...candidates.map(unknown));
    const [only, second] = candidates.filter((form) => unknown(form) === least);
    return second ? undefined : only;
};
/** The forms of unions in a set of schemas, by file name, and which of ajv's errors say something of them. */
export class SchemaForms {
    #files;
    constructor(files) {
        this.#files = files;
    }
    // A reference without a file's name is one into the file that it stands in.
    #follow(schema) {
        if (schema.$ref === undefined)
            return schema;
        const [file, pointer = ""] = schema.$ref.split("#");
        const root = file ? this.#files.get(file) : [...this.#files.values()].find((each) => isWithin(schema, each));
        const found = pointer
            .split("/")
            .slice(1)
            .reduce((part, key) => part[key], root);
        return this.#follow(found);
    }
    /** The forms that a schema stands for: itself, or those of a union, whose forms may be unions themselves. */
    of(schema) {
        const own = this.#follow(schema);
        const inner = own.oneOf ?? own.anyOf;
        return inner && !own.required ? inner.flatMap((form) => this.of(form)) : [own];
    }
    /** Leaves out what says nothing: where one form of a union was clearly meant, the other forms' errors and the union's own; where none was, the errors of every form. */
    narrow(errors) {
        let left = [...errors];
        for (const union of errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf")) {
            const branches = union.schema;
            const only = meantForm(branches.flatMap((branch) => this.of(branch)), union.data);
            const dropped = branches.filter((branch) => !only || !this.of(branch).includes(only)).map((branch) => this.#follow(branch));
            left = left.filter((error) => !(only && error === union) &&
                !(`${error.instancePath}/`.startsWith(`${union.instancePath}/`) && dropped.some((form) => isWithin(error.parentSchema, form))));
        }
        return left;
    }
}
