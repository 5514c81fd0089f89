/// JSON Schemas (draft 2020-12) of what chop writes and reads.
public enum Schemas {}
