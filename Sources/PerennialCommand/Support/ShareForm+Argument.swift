public import ArgumentParser
public import Sharing

extension ShareForm: ExpressibleByArgument {}
