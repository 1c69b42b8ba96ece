mod agencies; mod searching;
